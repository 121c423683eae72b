use bindsmith::{config::*, lock::Lock, report, source::Sources, Session, Reader};
struct Disk; impl Reader for Disk { fn read(&self, p: &std::path::Path) -> std::io::Result<Vec<u8>> { std::fs::read(p) } }
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let config = Config { document: a[1].clone().into(), overlays: vec![], lock: "".into(), output: "".into(), package: Default::default(), names: Default::default(), filter: Default::default(), types: vec![], dangling_refs: Default::default() };
    let mut s = Session::new(&config, &Disk, Sources::default());
    let g = s.generate(&Lock::default());
    eprintln!("{}", report::render(&s.report, &s.sources, report::Format::Human, false));
    let Some(g) = g else { std::process::exit(2) };
    for (p, t) in g.files.iter() { let f = std::path::Path::new(&a[2]).join(p); std::fs::create_dir_all(f.parent().unwrap()).unwrap(); std::fs::write(f, t).unwrap(); }
    std::fs::write(std::path::Path::new(&a[2]).join("bindsmith.lock"), g.lock.to_string()).unwrap();
}
