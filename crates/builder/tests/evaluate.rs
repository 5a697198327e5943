//! Evaluations whose figures can be counted by hand, and of what is hardly anything.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;
use dangol_builder::build::Input;
use dangol_builder::evaluate::orders::By;
use dangol_builder::evaluate::{self, Evaluation, LIST, Method, Outcome, Protocol, Settings};
use dangol_builder::read::baskets::Split;
use dangol_builder::read::cases::Cases;
use dangol_builder::read::sessions;
use dangol_builder::{BuildError, Options, Report, Silent};

const K3: Settings = Settings {
    protocol: Protocol::Published,
    k: 3,
    draws: 100,
    seed: 1,
};

fn visits(train: &str, test: &str, settings: &Settings) -> Result<Evaluation, BuildError> {
    let folder = Folder::new();
    let mut report = Report::default();
    let (train, test) = (folder.put("train.txt", train), folder.put("test.txt", test));
    let train = sessions::read(&[train], &mut report, &Silent)?;
    let test = Cases::read(&test, &mut report, &Silent)?;
    evaluate::sessions::evaluate(&train, &test, &Options::default(), settings, &Silent)
}

fn outcome(evaluation: &Evaluation, protocol: Protocol) -> &Outcome {
    let mut outcomes = evaluation.outcomes.iter();
    outcomes
        .find(|outcome| outcome.protocol == protocol)
        .unwrap()
}

fn method<'a>(outcome: &'a Outcome, name: &str) -> &'a Method {
    let mut methods = outcome.methods.iter();
    methods.find(|method| method.name == name).unwrap()
}

/// HR and MRR at 3.
fn at3(method: &Method) -> (f64, f64) {
    let scores = &method.at[&3].scores;
    (scores.hr, scores.mrr)
}

/// Nothing is a number that is none, and every share is a share.
fn is_sane(evaluation: &Evaluation) {
    for method in evaluation
        .outcomes
        .iter()
        .flat_map(|outcome| &outcome.methods)
    {
        let scores = method.at.values().flat_map(|scored| {
            let of = &scored.scores;
            [of.hr, of.mrr, of.ndcg, of.recall]
        });
        let bounds = method.at.values().flat_map(|scored| &scored.intervals);
        let others = method.coverage.values().chain(method.popularity.values());
        let groups = [&method.repeat, &method.explore];
        let groups = groups.into_iter().map(|of| of.mrr);
        let all = scores
            .chain(bounds.flat_map(|bounds| [bounds.low, bounds.high]))
            .chain(others.copied())
            .chain(groups);
        for value in all {
            assert!((0.0..=1.0).contains(&value), "{}: {value}", method.name);
        }
    }
    assert!(evaluation.weight.per_item().is_finite());
    assert!(evaluation.latency.p50 <= evaluation.latency.p99);
}

#[test]
fn counts_by_hand() {
    // After a comes b three times and c once; d is popular and goes with nothing.
    let train = "a b\na b\na b\na c\nd\nd\nd\nd\nd\n";
    let evaluation = visits(train, "a\tb\na\tc\na\td\nb\tb\n", &K3).unwrap();
    is_sane(&evaluation);
    assert_eq!((evaluation.data.items, evaluation.data.questions), (4, 4));
    let published = outcome(&evaluation, Protocol::Published);
    // d, a, b: a target b is third, c is missed, d is first.
    let best_sellers = method(published, "best sellers");
    assert_eq!(
        at3(best_sellers),
        (3.0 / 4.0, (1.0 / 3.0 + 1.0 + 1.0 / 3.0) / 4.0)
    );
    assert_eq!(best_sellers.coverage[&3], 0.75);
    // After a: b, c. After b: a.
    let together = method(published, "together with the last");
    assert_eq!(at3(together), (2.0 / 4.0, 1.5 / 4.0));
    assert_eq!(
        (together.repeat.questions, together.explore.questions),
        (1, 3)
    );
    assert_eq!(together.explore.hr, 2.0 / 3.0);
    // Dangol: b and c follow a at once, d by way of others; nothing is missed for good.
    let dangol = method(published, "Dangol");
    assert!(dangol.at[&3].scores.hr >= 0.5, "{dangol:?}");
    assert_eq!(dangol.at[&10].scores.hr, 1.0);
}

#[test]
fn the_item_on_the_page_is_a_miss_when_exploring() {
    let train = "a b\na b\nb a\n";
    let evaluation = visits(train, "a\ta\nb\tb\na\tb\n", &K3).unwrap();
    let (published, explore) = (
        outcome(&evaluation, Protocol::Published),
        outcome(&evaluation, Protocol::Explore),
    );
    assert_eq!(at3(method(published, "best sellers")).0, 1.0);
    assert_eq!(at3(method(explore, "best sellers")).0, 1.0 / 3.0);
    for found in &explore.methods {
        assert_eq!(found.repeat.hr, 0.0, "{}", found.name);
        assert_eq!(found.repeat.questions, 2);
    }
    assert_eq!(at3(method(explore, "Dangol")).0, 1.0 / 3.0);
}

#[test]
fn a_target_that_was_never_seen_is_a_miss_and_counted() {
    let evaluation = visits("a b\nb c\n", "a\tz\nz\ta\nz z\tz\n", &K3).unwrap();
    is_sane(&evaluation);
    assert_eq!(evaluation.data.unknown_targets, 2);
    let explore = outcome(&evaluation, Protocol::Explore);
    assert!(method(explore, "Dangol").at[&3].scores.hr <= 1.0 / 3.0 + 1e-9);
}

#[test]
fn hardly_anything_is_still_evaluated() {
    for (train, test) in [
        ("a\n", "a\ta\n"),
        ("a a a\n", "a a\n"),
        ("a b\n", "c\td\n"),
        ("a\nb\n", "SessionId,ItemId,Time\n1,a,4102444800\n1,b,0\n"),
    ] {
        is_sane(&visits(train, test, &Settings { k: 24, ..K3 }).unwrap());
    }
}

#[test]
fn many_repeats_of_one_line_are_one_visit_many_times() {
    let (train, test) = ("a b\n".repeat(1_000_000), "a\tb\n".repeat(1_000_000));
    let evaluation = visits(&train, &test, &Settings { draws: 1, ..K3 }).unwrap();
    is_sane(&evaluation);
    assert_eq!(evaluation.data.questions, 1_000_000);
    let explore = outcome(&evaluation, Protocol::Explore);
    assert_eq!(at3(method(explore, "Dangol")), (1.0, 1.0));
}

#[test]
fn the_same_evaluation_gives_the_same() {
    let train = "a b c\nb c d\nc d e\nd e a\ne a b\na c e\n".repeat(20);
    let test = "a b\tc\na\tb\nc d\te\ne\ta\nb c d\ta\n".repeat(30);
    let once = visits(&train, &test, &K3).unwrap();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let again = pool.install(|| visits(&train, &test, &K3)).unwrap();
    assert_eq!(once.outcomes, again.outcomes);
    assert_eq!((once.weight, once.reads), (again.weight, again.reads));
    let interval = once.outcomes[0].methods[0].at[&3].intervals[1];
    assert!(interval.low < interval.high, "{interval:?}");
}

#[test]
fn tuning_looks_at_the_training_visits_only() {
    let folder = Folder::new();
    let train = folder.put("train.txt", "a b c d\nb c d a\nc d a b\n".repeat(10));
    let train = sessions::read(&[train], &mut Report::default(), &Silent).unwrap();
    let options = Options::default();
    let tune = |train| evaluate::sessions::tune(train, &options, &K3, &Silent).unwrap();
    let (_, said) = tune(&train);
    assert!(said[0].starts_with("fit_share "), "{said:?}");
    assert_eq!(tune(&train).1, said);
    let one = folder.put("one.txt", "a b\n");
    let one = sessions::read(&[one], &mut Report::default(), &Silent).unwrap();
    assert_eq!(
        tune(&one),
        (
            options.clone(),
            vec!["too few visits to tune on".to_owned()]
        )
    );
}

#[test]
fn a_list_is_as_long_as_a_slot_may_ask_for() {
    use dangol_core::{Kind, Query};
    assert_eq!(Query::new(Kind::ForYou, usize::MAX).limit, LIST);
    let error = visits("a b\n", "a\tb\n", &Settings { k: 25, ..K3 })
        .err()
        .unwrap();
    assert!(error.to_string().contains("--k is 25"), "{error}");
}

/// Baskets of one customer, each a text of ids.
fn of(texts: &[&str]) -> Vec<Vec<String>> {
    let basket = |text: &&str| text.split(' ').map(str::to_owned).collect();
    texts.iter().map(basket).collect()
}

#[test]
fn next_baskets_by_hand() {
    let split = Split {
        train: vec![of(&["a b", "a b"]), of(&["a c"]), of(&["a"]), of(&["d"])],
        test: vec![of(&["c", "c d", "c a"]), of(&["z"]), of(&["b", "a b b"])],
    };
    let options = Options::default();
    let evaluation = evaluate::baskets::evaluate_split(&split, &options, &K3, &Silent).unwrap();
    is_sane(&evaluation);
    // Who has one basket has nothing to be foretold from.
    assert_eq!((evaluation.data.questions, evaluation.data.items), (2, 4));
    let published = outcome(&evaluation, Protocol::Published);
    let own = method(published, "own frequency").at[&3].scores;
    // c, d, a: c and a of two, first and third. b, a, c: both, first and second.
    let ideal = 1.0 + 1.0 / 3.0f64.log2();
    assert_eq!((own.hr, own.mrr, own.recall), (1.0, 1.0, 1.0));
    assert!(
        (own.ndcg - ((1.0 + 0.5) / ideal + 1.0) / 2.0).abs() < 1e-12,
        "{own:?}"
    );
    // When exploring, a is new to both, and what they own is not recommended.
    let explore = outcome(&evaluation, Protocol::Explore);
    let own = method(explore, "own frequency");
    assert_eq!((own.explore.questions, own.repeat.questions), (2, 0));
    assert_eq!(at3(own), (1.0, 1.0));
}

#[test]
fn an_owners_orders_are_split_by_date() {
    let folder = Folder::new();
    let mut text = "order_id,item_id,title,date,customer_id\n".to_owned();
    for day in 1..=28 {
        for (customer, item) in [("k", "tea"), ("l", "cup"), ("", "pot")] {
            text += &format!("{day}{customer},{item},{item} of ours,2011-02-{day:02},{customer}\n");
        }
    }
    text += "900,new,never before,2011-02-28,m\n";
    let input = |text: &str| Input {
        catalogue: None,
        orders: vec![folder.put("orders.csv", text)],
        sessions: Vec::new(),
        aggregates: None,
    };
    let run = |input: &Input, days| {
        let mut report = Report::default();
        evaluate::orders::evaluate(
            input,
            days,
            By::Orders,
            &Options::default(),
            &K3,
            &mut report,
            &Silent,
        )
    };
    let evaluation = run(&input(&text), 7).unwrap();
    is_sane(&evaluation);
    // Two known customers were there before; what m bought is not in the model.
    assert_eq!((evaluation.data.questions, evaluation.data.items), (2, 3));
    let published = outcome(&evaluation, Protocol::Published);
    assert_eq!(method(published, "own frequency").at[&3].scores.mrr, 1.0);
    assert_eq!(published.methods[0].repeat.questions, 2);
    let error = run(&input(&text), 365).err().unwrap().to_string();
    assert!(
        error.contains("no known customer has an order both before"),
        "{error}"
    );
}

/// Orders of two customers on 28 days, and visits of as many, with times.
fn orders_and_visits(folder: &Folder) -> Input {
    let mut orders = "order_id,item_id,title,date,customer_id\n".to_owned();
    let mut visits = "SessionId\tItemId\tTime\n".to_owned();
    for day in 1..=28 {
        for (customer, item) in [("k", "tea"), ("l", "cup")] {
            orders +=
                &format!("{day}{customer},{item},{item} of ours,2011-02-{day:02},{customer}\n");
        }
        for (minute, item) in ["tea", "cup"].iter().enumerate() {
            visits += &format!("{day}\t{item}\t2011-02-{day:02}T10:{minute:02}:00\n");
        }
    }
    Input {
        catalogue: None,
        orders: vec![folder.put("orders.csv", &orders)],
        sessions: vec![folder.put("visits.tsv", &visits)],
        aggregates: None,
    }
}

#[test]
fn a_model_of_orders_and_visits_is_judged_by_either() {
    let folder = Folder::new();
    let both = orders_and_visits(&folder);
    let run = |input: &Input, by| {
        let (options, mut report) = (Options::default(), Report::default());
        evaluate::orders::evaluate(input, 7, by, &options, &K3, &mut report, &Silent)
    };
    let visits = run(&both, By::Visits).unwrap();
    is_sane(&visits);
    // Seven days before the newest visit, whenever the newest order was.
    assert_eq!((visits.data.test_units, visits.data.questions), (7, 7));
    assert_eq!((visits.data.train_units, visits.data.items), (21, 2));
    let early = "order_id,item_id,title,date,customer_id\n1k,tea,tea of ours,2011-02-01,k\n\
                 1l,cup,cup of ours,2011-02-01,l\n";
    let early = Input {
        orders: vec![folder.put("early.csv", early)],
        ..both.clone()
    };
    let early = run(&early, By::Visits).unwrap();
    assert_eq!((early.data.train_units, early.data.test_units), (21, 7));
    let dangol = method(outcome(&visits, Protocol::Explore), "Dangol");
    assert_eq!(at3(dangol), (1.0, 1.0));
    let orders = run(&both, By::Orders).unwrap();
    is_sane(&orders);
    assert_eq!(orders.data.questions, 2);
    let none = Input {
        sessions: vec![folder.put("undated.txt", "tea cup\ntea cup\n")],
        ..both
    };
    let error = run(&none, By::Visits).err().unwrap().to_string();
    assert!(error.contains("the visits have no times"), "{error}");
}

#[test]
fn tuning_on_baskets_looks_at_the_newest_only_and_says_what_it_chose() {
    // Everybody orders what they ordered before, and what goes with it.
    let customer = |n: usize| of(&[["a b", "c d", "e f"][n % 3]; 4]);
    let split = Split {
        train: (0..400).map(customer).collect(),
        test: vec![of(&["a b", "a b"])],
    };
    let options = Options {
        tune: true,
        ..Options::default()
    };
    let run =
        |split: &Split| evaluate::baskets::evaluate_split(split, &options, &K3, &Silent).unwrap();
    let found = run(&split);
    is_sane(&found);
    let names = found.tuned.iter().filter_map(|line| line.split(' ').next());
    let names: Vec<&str> = names.collect();
    for name in ["popularity_half_life_days", "fade", "sparsity", "own_prior"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let other = Split {
        test: vec![of(&["e f", "a d"])],
        ..split.clone()
    };
    assert_eq!(run(&other).tuned, found.tuned);
    let few = Split {
        train: (0..4).map(customer).collect(),
        ..split
    };
    assert_eq!(run(&few).tuned, ["too few customers to tune on"]);
}

#[test]
fn visits_and_orders_make_one_model() {
    let folder = Folder::new();
    let orders = "order_id,item_id,title,date\n1,a,Tea,2011-12-01\n1,b,Cup,2011-12-01\n";
    let input = Input {
        catalogue: None,
        orders: vec![folder.put("orders.csv", orders)],
        sessions: vec![folder.put("visits.txt", "a c\na c\nb a\n")],
        aggregates: None,
    };
    let options = Options::default();
    let build = |input: &Input| {
        dangol_builder::build::model(input, &options, &mut Report::default(), &Silent).unwrap()
    };
    let both = build(&input);
    // c is in no catalogue and so is not recommended.
    assert_eq!(both.files.entry.items, 2);
    assert_eq!(both.trained.related[0][0].0, 1);
    let alone = build(&Input {
        orders: Vec::new(),
        ..input
    });
    assert_eq!(alone.files.entry.items, 3);
    assert_eq!(alone.trained.related[0][0].0, 2);
    assert_eq!(alone.catalogue.products["c"].title, "c");
}
