//! Opening, closing, locks, and writes that fail.

use super::*;

#[tokio::test]
async fn a_second_daemon_is_refused_and_a_one_shot_writer_is_not_f79() {
    let world = World::new().await;
    let refused = Store::open(&world.path(), START).err().unwrap().to_string();
    assert!(refused.contains("another vigie is running"), "{refused}");
    let shared = Store::open_shared(&world.path()).unwrap();
    shared.ping(minutes(1)).await.unwrap();
    assert_eq!(shared.instance().id, world.store.instance().id);
}

#[tokio::test]
async fn a_drop_without_close_loses_nothing_r8() {
    let world = World::new().await;
    world.poll(0, START, vec![world.item("1", "Acme", ToneLabel::Negative)]).await;
    let (path, id) = (world.path(), world.store.instance().id.clone());
    drop(world.store);
    let again = Store::open(&path, minutes(5)).unwrap();
    assert_eq!(again.figures().await.unwrap().mentions, 1);
    assert_eq!(again.instance().id, id);
    assert_eq!((id.len(), again.instance().created_at), (12, START));
}

#[tokio::test]
async fn a_closed_store_answers_with_an_error() {
    let world = World::new().await;
    let other = world.store.clone();
    world.store.close().await.unwrap();
    assert!(other.ping(START).await.is_err());
    assert!(other.brands().await.is_err());
}

#[tokio::test]
async fn a_reader_reads_beside_the_daemon_and_never_writes() {
    let world = World::new().await;
    let reader = Store::open_reader(&world.path()).unwrap();
    assert_eq!(reader.brands().await.unwrap().len(), 2);
    assert!(reader.ping(START).await.is_err());
    assert!(Store::open_reader(&world.dir.path().join("none.db")).is_err());
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_f11() {
    let world = World::new().await;
    let bump = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (99, 'x', '', '')";
    world.store.write(move |db| Ok(db.execute(bump, [])?)).await.unwrap();
    let path = world.path();
    drop(world.store);
    for refused in [Store::open(&path, START).err(), Store::open_reader(&path).err()] {
        let refused = refused.unwrap().to_string();
        assert!(refused.contains("newer vigie (schema 99"), "{refused}");
    }
}

#[tokio::test]
async fn a_write_that_fails_or_panics_rolls_back_alone_r6() {
    let world = World::new().await;
    let add = "INSERT INTO poll_hours (hour, expected, succeeded) VALUES ($1, 1, 1)";
    let good = |hour: i64| world.store.write(move |db| Ok(db.execute(add, [hour])?));
    let bad = world.store.write(move |db| -> anyhow::Result<()> {
        db.execute(add, [2])?;
        anyhow::bail!("no")
    });
    let worse = world.store.write(move |db| -> anyhow::Result<()> {
        db.execute(add, [3])?;
        panic!("worse")
    });
    let (a, b, c, d) = tokio::join!(good(1), bad, worse, good(4));
    assert!(a.is_ok() && d.is_ok());
    assert_eq!(b.unwrap_err().to_string(), "no");
    assert!(c.unwrap_err().to_string().contains("panicked"));
    let hours = world.store.read(|db| {
        Ok(db.query_row("SELECT CAST(SUM(hour) AS BIGINT) FROM poll_hours", [], |row| row.get::<_, i64>(0))?)
    });
    assert_eq!(hours.await.unwrap(), 5);
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_is_its_owners_alone_r10() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::new().await;
    assert_eq!(std::fs::metadata(world.path()).unwrap().permissions().mode() & 0o077, 0);
}
