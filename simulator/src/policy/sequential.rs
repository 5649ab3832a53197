//! Every call runs on its caller.

use crate::policy::Policy;

/// Every call runs on its caller.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sequential;

impl Policy for Sequential {
    fn call(&self, _width: usize, body: &dyn Fn()) {
        body();
    }
    fn parallel(&self, pieces: usize, body: &(dyn Fn(usize) + Sync)) {
        (0..pieces).for_each(body);
    }
    fn outside(&self, body: &dyn Fn()) {
        body();
    }
}
