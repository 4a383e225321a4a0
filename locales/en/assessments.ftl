# Tests: when, whose, what stands in the way.

menu-tests = 📅 Schedule of tests
test-plan = 🗓 Plan a test
test-title = 🗓 <b>Tests</b>
test-none = Nothing is planned ahead.
test-choose-course = Choose a course to plan one.
test-no-courses = You have no courses with marks now.
test-of = <b>{ $group } · { $subject }</b>
test-used = Tests this year: { $used } of { $most } (10 % of the hours at most).
test-moving = Moving the test of { $day }.
test-free = The free days are the buttons below.
test-no-free = There are no free days in these weeks.
test-calendar = 📆 Calendar
test-calendar-hint = Numbers are free days, dots are not: tap one to see why.
test-no-free-month = There are no free days this month.
test-others = The other lessons:
test-against = { $day } — { $why }
test-ask-deputy = If it must be such a day, the deputy head can allow it: “📅 Schedule of tests”.
test-deputy-may-month = You may allow it: the days with “!”; a reason is needed.
test-deputy-may = You can allow it: the buttons with ⚠️ ask for a reason.
# $why is the rule that stands in the way.
test-why = { $why ->
    [day] there is a test already
    [first] the first lesson
    [last] the last lesson
    [soon] less than 2.5 weeks from another test of the subject
   *[share] more than 10 % of the course's yearly hours
}
test-why-other = { $why ->
    [day] there is a test already: { $subject }
   *[soon] less than 2.5 weeks from the test of { $day }
}
test-refused = Not possible: { $why }.
test-refused-free = Free: { $days }.
refusal-test = { $why ->
    [day] Not possible: the class has a test that day already { $subject }.
    [first] Not possible: it is the first lesson of the class.
    [last] Not possible: it is the last lesson of the class.
    [soon] Not possible: two tests of a subject are 2.5 weeks apart. In the way: { $subject }.
   *[share] Not possible: tests would take more than 10 % of the course's yearly hours.
}
test-day-against = ⚠️ { $day }
test-day-period = { $day }, lesson { $period }
test-earlier = ‹ Earlier
test-later = Further ›
test-course = { $subject }
test-course-of = { $group } · { $subject }
test-button = { $against ->
    [1] ⚠️ { $day } · { $group } · { $subject }
   *[0] { $day } · { $group } · { $subject }
}
test-line = { $day }, lesson { $period } · { $subject } · { $work }
test-line-of = { $day }, lesson { $period } · { $group } · { $subject } · { $work }
test-what = 🗓 { $work } · { $day }, lesson { $period } · { $minutes } min
test-is-outside = Set from outside (ВПР): not counted in the 10 %.
test-allowed = ⚠️ Allowed by the deputy head ({ $why }): { $reason }
test-families = Families see it with the homework and when they ask for tests. There is no message of its own.
test-choice = { $chosen ->
    [1] ✅ { $choice }
   *[0] { $choice }
}
test-minutes = { $minutes }′
test-outside = Set from outside: do not count it
test-not-outside = Not from outside: count it
test-move = Move
test-cancel = Cancel
test-cancel-ask = Cancel this test? Its day becomes free again.
test-cancel-yes = Yes, cancel it
test-cancelled = The test is cancelled:
refusal-test-changed = Somebody has just changed this test. Look at what is planned now.
test-asks-reason = Why must the test on { $day }, lesson { $period }, be allowed against a rule? Write the reason in one message: it stays in the schedule.
test-boards = 📅 <b>Schedule of tests</b>
    Choose a class. In brackets: how many tests are ahead.
test-board-class = { $form } ({ $tests })
test-board = 📅 <b>Schedule of tests · { $form }</b>
test-board-none = No tests are planned.
test-board-ahead = <b>Ahead</b>
test-board-past = <b>The last weeks</b>
test-board-broken = ⚠️ { $why }
test-board-reason = Reason: { $reason }
test-which-course = Which subject?
lesson-test = 🗓 <b>{ $work }</b>
family-tests-day = 🗓 <b>{ $work }</b>: { $subject }, lesson { $period }
