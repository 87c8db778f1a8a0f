//! The sample feed of the GTFS reference (Demo Transit Authority), its trips written down again: what a reader must
//! make of it follows from the reference alone.
//!
//! Source: GTFS Schedule Reference and its sample feed, gtfs.org (Apache-2.0).

use super::*;

const SAMPLE: &str = "
# agency.txt
agency_id,agency_name,agency_url,agency_timezone
DTA,Demo Transit Authority,https://example.org,America/Los_Angeles
# stops.txt
stop_id,stop_name,stop_desc,stop_lat,stop_lon,zone_id,stop_url
FUR_CREEK_RES,Furnace Creek Resort (Demo),,36.425288,-117.133162,,
BEATTY_AIRPORT,Nye County Airport (Demo),,36.868446,-116.784582,,
BULLFROG,Bullfrog (Demo),,36.88108,-116.81797,,
STAGECOACH,Stagecoach Hotel & Casino (Demo),,36.915682,-116.751677,,
NADAV,North Ave / D Ave N (Demo),,36.914893,-116.76821,,
NANAA,North Ave / N A Ave (Demo),,36.914944,-116.761472,,
DADAN,Doing Ave / D Ave N (Demo),,36.909489,-116.768242,,
EMSI,E Main St / S Irving St (Demo),,36.905697,-116.76218,,
AMV,Amargosa Valley (Demo),,36.641496,-116.40094,,
# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_desc,route_type,route_url
AB,DTA,10,Airport - Bullfrog,,3,
BFC,DTA,20,Bullfrog - Furnace Creek Resort,,3,
STBA,DTA,30,Stagecoach - Airport Shuttle,,3,
CITY,DTA,40,City,,3,
AAMV,DTA,50,Airport - Amargosa Valley,,3,
# calendar.txt
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
FULLW,1,1,1,1,1,1,1,20070101,20101231
WE,0,0,0,0,0,1,1,20070101,20101231
# calendar_dates.txt
service_id,date,exception_type
FULLW,20070604,2
# trips.txt
route_id,service_id,trip_id,trip_headsign,direction_id,block_id,shape_id
AB,FULLW,AB1,to Bullfrog,0,1,
AB,FULLW,AB2,to Airport,1,2,
STBA,FULLW,STBA,Shuttle,,,
CITY,FULLW,CITY1,,0,,
CITY,FULLW,CITY2,,1,,
BFC,FULLW,BFC1,to Furnace Creek Resort,0,1,
BFC,FULLW,BFC2,to Bullfrog,1,2,
AAMV,WE,AAMV1,to Amargosa Valley,0,,
AAMV,WE,AAMV2,to Airport,1,,
# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence,stop_headsign,pickup_type,drop_off_time,shape_dist_traveled
STBA,6:00:00,6:00:00,STAGECOACH,1,,,,
STBA,6:20:00,6:20:00,BEATTY_AIRPORT,2,,,,
CITY1,6:00:00,6:00:00,STAGECOACH,1,,,,
CITY1,6:05:00,6:07:00,NANAA,2,,,,
CITY1,6:12:00,6:14:00,NADAV,3,,,,
CITY1,6:19:00,6:21:00,DADAN,4,,,,
CITY1,6:26:00,6:28:00,EMSI,5,,,,
CITY2,6:28:00,6:30:00,EMSI,1,,,,
CITY2,6:35:00,6:37:00,DADAN,2,,,,
CITY2,6:42:00,6:44:00,NADAV,3,,,,
CITY2,6:49:00,6:51:00,NANAA,4,,,,
CITY2,6:56:00,6:58:00,STAGECOACH,5,,,,
AB1,8:00:00,8:00:00,BEATTY_AIRPORT,1,,,,
AB1,8:10:00,8:15:00,BULLFROG,2,,,,
AB2,12:05:00,12:05:00,BULLFROG,1,,,,
AB2,12:15:00,12:15:00,BEATTY_AIRPORT,2,,,,
BFC1,8:20:00,8:20:00,BULLFROG,1,,,,
BFC1,9:20:00,9:20:00,FUR_CREEK_RES,2,,,,
BFC2,11:00:00,11:00:00,FUR_CREEK_RES,1,,,,
BFC2,12:00:00,12:00:00,BULLFROG,2,,,,
AAMV1,8:00:00,8:00:00,BEATTY_AIRPORT,1,,,,
AAMV1,9:00:00,9:00:00,AMV,2,,,,
AAMV2,10:00:00,10:00:00,AMV,1,,,,
AAMV2,11:00:00,11:00:00,BEATTY_AIRPORT,2,,,,
# frequencies.txt
trip_id,start_time,end_time,headway_secs
STBA,6:00:00,22:00:00,1800
CITY1,6:00:00,7:59:59,1800
CITY2,6:00:00,7:59:59,1800
CITY1,8:00:00,9:59:59,600
CITY2,8:00:00,9:59:59,600
CITY1,10:00:00,15:59:59,1800
CITY2,10:00:00,15:59:59,1800
CITY1,16:00:00,18:59:59,600
CITY2,16:00:00,18:59:59,600
CITY1,19:00:00,22:00:00,1800
CITY2,19:00:00,22:00:00,1800
";

fn count(feed: &Feed, trip: &str) -> usize {
    feed.trips.iter().filter(|other| other.id == trip).count()
}

#[test]
fn the_sample_feed() {
    let (feed, problems) = read(SAMPLE);
    assert_eq!(problems, []);
    assert_eq!(feed.zone.to_string(), "America/Los_Angeles");
    // 2007 to 2010 with one leap day.
    assert_eq!((feed.first_day.to_string().as_str(), feed.day_base.len()), ("2007-01-01", 1_461));
    // 16 hours of two departures; 2 h of 2, 2 h of 6, 6 h of 2, 3 h of 6, 3 h of 2.
    assert_eq!((count(&feed, "STBA"), count(&feed, "CITY1"), count(&feed, "CITY2")), (32, 52, 52));
    assert_eq!(feed.trips.len(), 32 + 52 + 52 + 6);
    assert_eq!((feed.stops.len(), feed.routes.len()), (9, 5));
    let lines = trips(&feed);
    let line = |start: &str| lines.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    assert_eq!(line("AB1"), "AB1 10 [1]: BEATTY_AIRPORT 08:00:00 BULLFROG 08:10:00-08:15:00");
    // The pattern's first departure is 6:30, so the run of 21:30 is 15 hours later at every stop.
    assert_eq!(
        line("CITY2 40 @21:30:00"),
        "CITY2 40 @21:30:00: EMSI 21:28:00-21:30:00 DADAN 21:35:00-21:37:00 NADAV 21:42:00-21:44:00 \
         NANAA 21:49:00-21:51:00 STAGECOACH 21:56:00-21:58:00"
    );
}

#[test]
fn the_days_of_the_sample_feed() {
    let (feed, _) = read(SAMPLE);
    let days = |trip: &str| {
        let trip = feed.trips.iter().find(|other| other.id == trip).unwrap();
        &feed.calendars[wide(trip.calendar)]
    };
    // Every day but 2007-06-04, day 154; 208 weekends: 2007-01-06 was a Saturday.
    assert_eq!((days("AB1").len(), days("AB1").has(153), days("AB1").has(154)), (1_460, true, false));
    assert_eq!(days("AB1").next_from(154), Some(155));
    assert_eq!(
        (days("AAMV1").len(), days("AAMV1").next_from(0), days("AAMV1").next_from(7)),
        (416, Some(5), Some(12))
    );
    // 08:00 of 2007-03-11, when clocks went forward at 02:00, and of 2007-11-04, when they went back.
    let at_eight =
        |day: usize| jiff::Timestamp::from_second(feed.day_base[day] + 8 * 3_600).unwrap().to_string();
    assert_eq!(at_eight(69), "2007-03-11T15:00:00Z");
    assert_eq!(at_eight(307), "2007-11-04T16:00:00Z");
}
