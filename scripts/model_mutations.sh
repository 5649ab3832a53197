#!/usr/bin/env bash
# Whether the models can fail: breaks the arena in a copy, one step of a protocol at a time, and expects the named model
# to find it. The table in src/arena/README.md is this list.
#
#   scripts/model_mutations.sh [WORD]     those whose description has the word
#   scripts/model_mutations.sh --places   only whether what they break is still there
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need_cargo
COPY=$ROOT/build/mutations
SNAPSHOT=$ROOT/build/unmutated
rm -rf "$SNAPSHOT" && mkdir -p "$SNAPSHOT/tests"
cp -r "$ROOT/src" "$SNAPSHOT/src" && cp -r "$ROOT/tests/model" "$SNAPSHOT/tests/model"
export CARGO_TARGET_DIR=$ROOT/target/mutations
export ARENABLAS_MODEL_MORE=0
word=${1:-} places=no
[ "$word" != --places ] || { word='' places=yes; }
found=0 missed=0

# What loom said.
symptom() {
    grep -A1 -m1 'panicked at' "$COPY/log" | tail -1 | sed -E 's/^(deadlock|Causality violation: [^.]*|Model exceeded[^.]*).*/\1/' | cut -c1-90
}

# mutation DESCRIPTION MODEL FILE SUBSTITUTION [weak]: a perl substitution over the whole of src/FILE; weak leaves out the
# fence in a look into a deque, which hides the lack of another.
mutation() {
    [[ $1 == *"$word"* ]] || return 0
    rm -rf "$COPY" && cp -r "$SNAPSHOT" "$COPY"
    local file=$COPY/src/$3
    perl -0pi -e "$4" "$file"
    cmp -s "$file" "$SNAPSHOT/src/$3" && { printf 'no such place: %s\n' "$1"; missed=$((missed + 1)); return 0; }
    [ $places = no ] || return 0
    local run=(cargo test --quiet --manifest-path "$COPY/tests/model/Cargo.toml" --lib)
    "${run[@]}" --no-run 2>"$COPY/log" || { cat "$COPY/log"; die "does not build: $1"; }
    unset ARENABLAS_MODEL_WEAK
    [ -z "${5:-}" ] || export ARENABLAS_MODEL_WEAK=1
    if timeout 600 "${run[@]}" -- "arena::model::$2" >"$COPY/log" 2>&1; then
        missed=$((missed + 1))
        printf 'MISSED  %s (%s)\n' "$1" "$2"
    else
        found=$((found + 1))
        printf 'found   %s (%s: %s)\n' "$1" "$2" "$(symptom)"
    fi
}

# Offering work
mutation "offer: no fence after the sign is raised" offers::a_worker_that_falls_idle arena/offers.rs \
    's/(pub\(super\) fn raise.*?)fence\(SeqCst\);/$1/s'
mutation "offer: the sign is not raised" offers::a_new_worker arena/participant.rs \
    's/self\.call\.offer\(self\.seat\);//'
mutation "offer: nobody is sent" offers::a_new_worker arena.rs \
    's/&& !self\.send_worker\(call\) && /&& /'
mutation "offer: the sleeper is not woken" offers::a_participant_that_falls_asleep arena/call.rs \
    's/self\.asleep\.load\(SeqCst\) > 0\s*&& self\.place\.seats\[\.\.sleepers\]/false && self.place.seats[..sleepers]/'
mutation "send: woken before it is told where to" offers::a_worker_that_falls_idle arena/worker.rs \
    's/(\*lock\(&worker\.sent_to\) = Some\(Arc::clone\(call\)\);)\s*(worker\.parker\.unpark\(arena\.cores_to_use\(\)\);)/$2 $1/'
mutation "send: in vain, and the core is kept" offers::a_core_reserved_in_vain arena.rs \
    's/(if !sent \{\s*)self\.cores\.give_back\(\);/$1/'

# Giving a core back, falling idle
mutation "release: no fence before the look" offers::a_worker_that_falls_idle arena.rs \
    's/(fn pass_core_on.*?)fence\(SeqCst\);/$1/s'
mutation "release: no look" offers::a_core_that_another_master_has arena.rs \
    's/(fn pass_core_on.*?)self\.use_free_core\(\);/$1/s'
mutation "idle: enters the list after the look" offers::a_worker_that_falls_idle arena/worker.rs \
    's/let kept = arena\.staff\.keep\(self\);\s*arena\.release_core\(\);/arena.release_core(); let kept = arena.staff.keep(self);/'
mutation "idle: announces after entering the list" offers::a_worker_that_falls_idle arena/worker.rs \
    's/(self\.parker\.announce\([^;]*;)\s*(let kept = arena\.staff\.keep\(self\);)/$2 $1/'
mutation "idle: the core is kept" offers::a_worker_that_falls_idle arena/worker.rs \
    's/let kept = arena\.staff\.keep\(self\);\s*arena\.release_core\(\);/let kept = arena.staff.keep(self);/'
mutation "master: its core is kept" calls::a_join arena/master.rs \
    's/arena\.vacate\(\);//'
mutation "master: no core is taken" calls::no_worker_beside_masters_that_have_all_cores arena/master.rs \
    's/arena\.cores\.take\(\);//'
mutation "cores: taken beyond capacity" calls::no_worker_beside_masters_that_have_all_cores arena/cores.rs \
    's/\(running < self\.capacity\(\)\)\.then_some/(running < 9).then_some/'

# Falling asleep, ends
mutation "sleep: no look after the announcement" offers::a_participant_that_falls_asleep arena/call.rs \
    's/if stay_awake\(\) \{\s*parker\.cancel\([^;]*;\s*\} else \{\s*park\(parker\);\s*\}/let _ = stay_awake; park(parker);/'
mutation "sleep: not counted" offers::a_participant_that_falls_asleep arena/call.rs \
    's/self\.asleep\.fetch_add\(1, SeqCst\);/self.asleep.fetch_add(0, SeqCst);/; s/self\.asleep\.fetch_sub\(1, SeqCst\);//'
mutation "sleep: no core is taken on waking" offers::a_participant_that_falls_asleep arena/guests.rs \
    's/(fn without_core.*?sleep\(\);\s*)self\.cores\.take\(\);/$1/s'
mutation "futex: the word is set, the sleeper not woken" offers::a_participant_that_falls_asleep arena/sync.rs \
    's/futex_wake\(&self\.word\);//'
mutation "end of a task: no fence before the owner is looked at" calls::a_join arena/call.rs \
    's/(pub\(super\) fn wake_owner.*?)fence\(SeqCst\);/$1/s'
mutation "end of a task: the owner is not woken" calls::a_join arena/tasks/job.rs \
    's/participant\.call\(\)\.wake_owner\(owner\);/let _ = owner;/'
mutation "end of a task: done is not released" calls::a_join arena/tasks/job.rs \
    's/this\.done\.store\(true, Ordering::Release\)/this.done.store(true, Ordering::Relaxed)/'
mutation "end of a task: done is not acquired" calls::a_join arena/tasks/job.rs \
    's/self\.done\.load\(Ordering::Acquire\)/self.done.load(Ordering::Relaxed)/'
mutation "end of a task: done before the outcome" calls::a_join arena/tasks/job.rs \
    's/(participant\.task_ends\(\);\s*let owner = this)/this.done.store(true, Ordering::Release); $1/'
mutation "end of a task: the frame is used after done" calls::a_join arena/tasks/job.rs \
    's/wake_owner\(owner\)/wake_owner(this.state.with_mut(|state| unsafe { (*state).owner }))/'
mutation "end of a call: no fence before the sleepers are looked for" teams::a_member_that_falls_asleep arena/call.rs \
    's/(pub\(super\) fn close.*?)fence\(SeqCst\);/$1/s'
mutation "end of a call: it stays in the registry" calls::a_join arena/master.rs \
    's/arena\.registry\.remove\(&self\.call\);//'
mutation "leave: the seat is freed after the count" calls::seats_are_handed_over arena/call.rs \
    's/(self\.place\.seats\[seat\]\.taken\.store\(false, Ordering::Release\);)\s*(self\.participants\.fetch_sub\(1, SeqCst\);)/$2 $1/'
mutation "opened again: on the former call's terms" calls::a_call_is_opened_again arena/participant.rs \
    's/part\.as_ref\(\)\.is_none_or\([^)]*\)/part.is_none()/'

# Limits
mutation "limit: no look when it rises" offers::a_core_that_a_limit_forbids arena.rs \
    's/(fn update_capacity.*?)self\.use_free_core\(\);/$1/s'
mutation "limit: no fence before the look" offers::a_core_that_a_limit_forbids arena.rs \
    's/(fn update_capacity.*?)fence\(SeqCst\);/$1/s'
mutation "limit: two set it, the slower one wins" calls::two_set_the_limit arena.rs \
    's/if allowed\(\) == capacity \{/if true {/'

# Guests
mutation "guest: announced after the lock is left" guests::two_and_one_core arena/guests.rs \
    's/(me\.parker\.announce\([^;]*;)\s*(drop\(state\);)/$2 $1/'
mutation "guest: admitted and not woken" guests::two_and_one_core arena/guests.rs \
    's/waiter\.parker\.unpark\([^;]*;//'
mutation "guest: who leaves admits nobody" guests::two_and_one_core arena/guests.rs \
    's/(swap_remove\(at\);)\s*state\.admit_waiters\(self\);/$1/'
mutation "guest: admitted beyond the cores" guests::two_and_one_core arena/guests.rs \
    's/self\.line\.is_empty\(\) && self\.at_work\(\) < arena\.cores\.capacity\(\)/true/'
mutation "guest: who leaves keeps its core" guests::a_call_gets_the_core_of_one_that_leaves arena/guests.rs \
    's/(fn guest_leaves.*?)self\.release_core\(\);/$1/s'

# Teams, graphs, groups
mutation "team: finished is not released" teams::two_regions arena/tasks/gang.rs \
    's/finished\.fetch_add\(1, Ordering::Release\)/finished.fetch_add(1, Ordering::Relaxed)/'
mutation "team: the master doesn't wait for members" teams::two_regions arena/tasks/gang.rs \
    's/master\.wait\(&\|\| self\.finished[^;]*;//'
mutation "team: a part is claimed in two steps" teams::two_regions arena/tasks/gang.rs \
    's/if !claims\[part\]\.swap\(true, Ordering::Relaxed\) \{/if !claims[part].load(Ordering::Relaxed) { claims[part].store(true, Ordering::Relaxed);/'
mutation "team: the master is not woken" teams::two_regions arena/tasks/gang.rs \
    's/participant\.call\(\)\.wake_owner\(MASTER_SEAT\);//'
mutation "team: who comes too late is still counted" tasks::a_graph_in_a_team arena/worker.rs \
    's/if team \{\s*gang::dismissed\(call\);\s*\}\s*(return search)/$1/'
mutation "graph: a task is set free without order" tasks::a_graph arena/tasks/graph.rs \
    's/waits_for\.fetch_sub\(1, SeqCst\)/waits_for.fetch_sub(1, Ordering::Relaxed)/'
mutation "graph: its end is not released" tasks::a_graph arena/tasks/graph.rs \
    's/unfinished\.fetch_sub\(1, SeqCst\)/unfinished.fetch_sub(1, Ordering::Relaxed)/'
mutation "graph: the owner is not woken" tasks::a_graph arena/tasks/graph.rs \
    's/participant\.call\(\)\.wake_owner\(owner\);/let _ = owner;/'
mutation "group: a task ends without order" tasks::a_group arena/tasks/group.rs \
    's/pending\.fetch_sub\(1, Ordering::AcqRel\)/pending.fetch_sub(1, Ordering::Relaxed)/'
mutation "group: who waits is not woken" tasks::a_group arena/tasks/group.rs \
    's/2 => return call\.wake_owner\(seat\),/2 => return,/'

printf '%d mutations found, %d missed\n' "$found" "$missed"
[ "$missed" = 0 ]
