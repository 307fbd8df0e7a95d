//! Mounts the page.

fn main() {
    perennial::app::mount();
}
