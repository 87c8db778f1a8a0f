use super::{When, read_queries};

fn check(text: &str, expected: &[&str]) {
    let rows = match read_queries(text.as_bytes()) {
        Ok(rows) => rows,
        Err(refusal) => return assert_eq!(vec![refusal.to_string()], expected),
    };
    let shown = rows.iter().map(|row| match row {
        Ok(query) => match query.when {
            When::Depart(at) => format!("{}>{} from {at}", query.from, query.to),
            When::ArriveBy(at) => format!("{}>{} by {at}", query.from, query.to),
            When::Between(from, by) => format!("{}>{} from {from} by {by}", query.from, query.to),
        },
        Err(refusal) => refusal.to_string(),
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn rows_name_two_places_and_an_instant() {
    check(
        "from,to,depart\nA,B,1970-01-01T00:00:10Z\nA, C ,1970-01-01T01:00:00+01:00\n",
        &["A>B from 10", "A>C from 0"],
    );
    check("to,from,arrive_by\nA,B,1970-01-02T00:00:00Z\n", &["B>A by 86400"]);
    check(
        "from,to,depart,arrive_by\nA,B,1970-01-01T00:00:10Z,1970-01-02T00:00:00Z\nA,B,,1970-01-02T00:00:00Z\n",
        &["A>B from 10 by 86400", "A>B by 86400"],
    );
}

#[test]
fn part_of_a_second_is_cut_so_that_the_answer_keeps_it() {
    check("from,to,depart\nA,B,1970-01-01T00:00:10.5Z\n", &["A>B from 11"]);
    check("from,to,arrive_by\nA,B,1970-01-01T00:00:10.5Z\n", &["A>B by 10"]);
    check("from,to,depart\nA,B,1969-12-31T23:59:50.5Z\n", &["A>B from -9"]);
    check("from,to,arrive_by\nA,B,1969-12-31T23:59:50.5Z\n", &["A>B by -10"]);
}

#[test]
fn a_bad_row_is_refused_in_its_place() {
    let bad = "depart: expected an instant in RFC 3339 such as 2026-12-01T08:00:00Z, found `soon` [request.bad_date]";
    check("from,to,depart\nA,B,soon\nA,B,1970-01-01T00:00:10Z\n", &[bad, "A>B from 10"]);
}

#[test]
fn a_file_without_the_columns_is_refused() {
    let bad =
        "queries: expected a header with from, to and depart (or arrive_by), found `a,b` [request.bad_query]";
    check("a,b\n1,2\n", &[bad]);
    let bad = "queries: expected a header with from, to and depart (or arrive_by), found `from,to` [request.bad_query]";
    check("from,to\n1,2\n", &[bad]);
}
