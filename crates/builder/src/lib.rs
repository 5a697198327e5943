//! (module doc comes with the module)
