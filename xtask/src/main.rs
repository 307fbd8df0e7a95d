fn main() {
    println!("perennial xtask");
}
