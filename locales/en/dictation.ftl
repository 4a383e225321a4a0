# Questions about a lesson told in one message: what was not understood, and the answers' buttons.
# $fragment: the place in the message; $name: about which student, where that is known.

dictation-left = { $left ->
    [one] Then { $left } more question.
   *[other] Then { $left } more questions.
}
dictation-ambiguous-name = ❓ “{ $fragment }”: who exactly?
dictation-unknown-name = ❓ “{ $fragment }”: no such name on the list. Who is it?
dictation-several = ❓ “{ $fragment }”: who is meant?
dictation-number = ❓ “{ $fragment }”: who is it? The number may be a place on the list.
dictation-nothing-said = ❓ “{ $fragment }”: what should be entered?
dictation-code = ❓ “{ $fragment }”: what does it mean?
dictation-scale = ❓ “{ $fragment }”: there is no such mark. Which one?
dictation-too-many = ❓ “{ $fragment }”: a lesson has two marks at most. Which ones stay?
dictation-absent-marked = ❓ { $name }: “{ $fragment }”. On the day of the lesson an absence and a mark cannot stand together. Which is right?
dictation-twice = ❓ { $name } is mentioned twice, differently: “{ $fragment }”. Which is right?
dictation-grade-one = ❓ “{ $fragment }”: no marks in grade 1 (clause 5.5).
dictation-unmarked = ❓ “{ $fragment }”: this subject has no marks.
dictation-whose = ❓ “{ $fragment }”: what belongs to whom?
dictation-listed = ❓ “{ $fragment }”: is this a part of the list as well?
dictation-mixed = ❓ “{ $fragment }”: about students, or a part of the text?
dictation-empty = ❓ “{ $fragment }”: nothing follows it.
dictation-two-topics = ❓ Two topics: “{ $fragment }”. Which is right?
dictation-two-homeworks = ❓ “{ $fragment }”: both a task and “none set”. Which is right?
dictation-named = ❓ “{ $fragment }” names a student of the class. Whose homework is it?
dictation-named-other = ❓ “{ $fragment }” is for some and names another student, whom a family not theirs will read. Set it so?
dictation-minutes = ❓ “{ $fragment }”: how many minutes is the homework?
dictation-due = ❓ “{ $fragment }”: for which day?
dictation-unclear = ❓ “{ $fragment }”: I do not understand what this is.

# Instead of a name where everybody is meant.
dictation-everyone = Everyone

dictation-take-marks = Mark: { $marks }
dictation-take-work = Work type: { $work }
dictation-take-minutes = { $minutes } min
# Answers that are called the same whatever the question; $kind: the kind of the question.
dictation-take-skip = { $kind ->
    [empty] Skip
    [named] Do not set it
    [named-other] Do not set it
   *[other] Leave it out
}
dictation-take-initial = It is an initial
dictation-take-comment = It is a comment
dictation-take-topic = It is the topic
dictation-take-homework = { $kind ->
    [two-homeworks] The task
    [named] For the whole group
   *[other] It is homework
}
dictation-take-named = Only: { $names }
dictation-take-no-homework = None set
dictation-take-entries = About students
dictation-take-shared = The same as the next one
dictation-take-all-present = Everybody is present
dictation-take-both = { $kind ->
    [listed] Yes, both
    [whose] Everybody named
   *[other] Both
}
dictation-take-each = One each
dictation-take-first = The first
dictation-take-last = { $kind ->
    [listed] No, only this
    [whose] The last one's
   *[other] The last
}
dictation-take-marks-alone = Was present, the mark is right
dictation-take-keep = Keep it as it is
