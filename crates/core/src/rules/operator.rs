//! The operators: their names, and how many values each takes.

/// The most values of an operator that takes any number.
const ANY: u8 = u8::MAX;

macro_rules! operators {
    ($($(#[$doc:meta])* $operator:ident $name:literal $least:literal $most:expr;)*) => {
        /// An operator.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Operator {
            $($(#[$doc])* $operator,)*
        }

        impl Operator {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$operator,)*];

            /// Its name, the least and the most values that it takes.
            const fn shape(self) -> (&'static str, u8, u8) {
                match self {
                    $(Self::$operator => ($name, $least, $most),)*
                }
            }
        }
    };
}

operators! {
    /// The value of a variable, or the second value where there is none.
    Var "var" 0 2;
    /// Which of these variables are missing.
    Missing "missing" 0 ANY;
    /// Which of these are missing, unless enough are there.
    MissingSome "missing_some" 2 2;
    /// Conditions and what follows from each, and else.
    If "if" 0 ANY;
    /// The same.
    Ternary "?:" 0 ANY;
    /// The first value that is false, or the last one.
    And "and" 1 ANY;
    /// The first value that is true, or the last one.
    Or "or" 1 ANY;
    /// Whether it is false.
    Not "!" 1 1;
    /// Whether it is true.
    Truth "!!" 1 1;
    /// Whether they are equal, numbers and texts that spell them being so.
    Equal "==" 2 2;
    /// Whether they are not.
    Unequal "!=" 2 2;
    /// Whether they are equal and of one type.
    Same "===" 2 2;
    /// Whether they are not.
    Other "!==" 2 2;
    /// Whether it is greater; of three, whether all fall.
    Greater ">" 2 3;
    /// Whether it is not less.
    GreaterOrEqual ">=" 2 3;
    /// Whether it is less; of three, whether the second lies between the others.
    Less "<" 2 3;
    /// Whether it is not greater; of three, likewise.
    LessOrEqual "<=" 2 3;
    /// The sum.
    Plus "+" 0 ANY;
    /// The difference, or the negative.
    Minus "-" 1 2;
    /// The product.
    Times "*" 1 ANY;
    /// The quotient.
    Over "/" 2 2;
    /// The remainder.
    Remainder "%" 2 2;
    /// The largest.
    Max "max" 1 ANY;
    /// The smallest.
    Min "min" 1 ANY;
    /// Whether a list has it, or a text contains it.
    In "in" 2 2;
    /// The texts, one after the other.
    Cat "cat" 0 ANY;
    /// Part of a text.
    Substr "substr" 2 3;
    /// One list of several.
    Merge "merge" 0 ANY;
    /// Those of a list for which a rule holds.
    Filter "filter" 2 2;
    /// What a rule makes of each of a list.
    Map "map" 2 2;
    /// What a rule makes of a list, one after the other.
    Reduce "reduce" 2 3;
    /// Whether a rule holds for each of a list, and there is one.
    All "all" 2 2;
    /// Whether it holds for none.
    NoneOf "none" 2 2;
    /// Whether it holds for any.
    Some "some" 2 2;
    /// The value itself; nothing is logged.
    Log "log" 1 1;
    /// How often something was done, of late.
    Count "count" 1 3;
    /// How many days ago it was last done.
    DaysSinceLast "days_since_last" 1 2;
    /// How many days ago a date was.
    DaysSince "days_since" 1 1;
    /// In how many days a date comes.
    DaysUntil "days_until" 1 1;
    /// Whether today lies between two days of the year.
    DateBetween "date_between" 2 2;
    /// Whether it is between two times of day.
    TimeBetween "time_between" 2 2;
}

impl Operator {
    /// The operator of a name.
    pub fn of(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|operator| operator.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.shape().0
    }

    /// How few and how many values it takes; 255 for any number.
    pub fn values(self) -> (u8, u8) {
        (self.shape().1, self.shape().2)
    }
}
