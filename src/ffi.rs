//! The C ABI and nothing else: names, argument checks, views. No loop over matrix elements is here.
