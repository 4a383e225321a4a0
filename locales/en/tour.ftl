# The tour in the terminal: a school day on the phones of the example school.

tour-act-message = 1. A lesson in one message
tour-act-first-grade = 2. First grade: no marks
tour-act-held = 3. Corrected in time
tour-act-question = 4. A student asks in plain words
tour-act-correction = 5. Corrected two days later

# $who is a name, $what a text or a button's label.
tour-writes = { $time } { $who } writes: { $what }
tour-taps = { $time } { $who } taps “{ $what }”
tour-rings = { $time } 🔔 A phone rings: { $who }
tour-alert = An alert: { $text }
tour-later = The clock is wound: { $day }, { $time }

tour-proved-message = The lesson took one message and one tap: marks, absence, lateness, the topic of the plan, homework. The families hear it as soon as it is closed.
tour-proved-first-grade = A mark in grade 1 is impossible (П 5.5); the absence and the homework are saved.
tour-proved-held = The 3 that was corrected before sending was never seen: one push came, with the 4.
tour-proved-question = The question is understood: the algebra homework for Wednesday is shown.
tour-proved-correction = After the lesson's day a mark changes only with a reason, and the family hears it in one push.
tour-end =

    That is all. Try it yourself in the browser: make demo

tour-failed = Something is wrong.
tour-expected = Expected: { $what }
tour-came = Came: { $what }
tour-expected-answer = a button or an answer
tour-nothing = nothing
tour-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
} with “{ $fragment }” on the phone of { $who }
tour-no-refusals = not one refusal by Telegram
