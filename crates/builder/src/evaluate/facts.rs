//! What a test asks, apart from any answer.
//!
//! A *unit* is a visit or a customer, the thing that the bootstrap draws. It has
//! *questions*, moments at which a list is made; a question has *targets*.

/// All questions of a test, flat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Where each unit's questions begin; one more than there are units.
    pub units: Vec<u32>,
    /// Where each question's targets begin; one more than there are questions.
    pub questions: Vec<u32>,
    /// The targets.
    pub targets: Vec<u32>,
    /// Whether the visitor has met the target before.
    pub repeat: Vec<bool>,
    /// How many clicks or orders came before each question.
    pub length: Vec<u32>,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            units: vec![0],
            questions: vec![0],
            targets: Vec::new(),
            repeat: Vec::new(),
            length: Vec::new(),
        }
    }
}

impl Facts {
    /// Adds a question: after so many clicks or orders, each target with whether it was
    /// met before.
    pub fn ask(&mut self, length: usize, targets: impl Iterator<Item = (u32, bool)>) {
        for (target, repeat) in targets {
            self.targets.push(target);
            self.repeat.push(repeat);
        }
        self.length.push(length as u32);
        self.questions.push(self.targets.len() as u32);
    }

    /// Ends a unit.
    pub fn end_unit(&mut self) {
        self.units.push(self.length.len() as u32);
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.length.len()
    }

    /// Whether there is no question.
    pub fn is_empty(&self) -> bool {
        self.length.is_empty()
    }

    /// How many units there are.
    pub fn unit_count(&self) -> usize {
        self.units.len() - 1
    }

    /// The questions of a unit.
    pub fn questions_of(&self, unit: usize) -> std::ops::Range<usize> {
        self.units[unit] as usize..self.units[unit + 1] as usize
    }

    /// The places of a question's targets.
    pub fn targets_of(&self, question: usize) -> std::ops::Range<usize> {
        self.questions[question] as usize..self.questions[question + 1] as usize
    }
}
