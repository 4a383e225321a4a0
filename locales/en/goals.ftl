# «What is needed for a 5». $kind: quarter, half_year, trimester or year; $target and $value: 5, 4, 3 (numbers).

family-goal-door = 🎯 What a 5 needs
family-goal-title = 🎯 <b>{ $subject }: what a { $target } needs</b> · { $whose }
family-goal-over = There is nothing left to reckon: the period has ended, or the final mark is there.
family-goal-half-years = The final of this subject is for the half-year, not for the quarter.
family-goal-no-marks = No marks yet.
family-goal-marks = Marks: { $marks }
family-goal-marks-mean = Marks: { $marks } · avg. <b>{ $mean }</b>
family-goal-for-test = { $value } (test)
family-goal-imagined = And with { $marks } more · avg. <b>{ $mean }</b>
family-goal-left = { $kind ->
    [quarter] Lessons left in the quarter: { $lessons }
    [half_year] Lessons left in the half-year: { $lessons }
    [trimester] Lessons left in the trimester: { $lessons }
   *[year] Lessons left in the year: { $lessons }
}
family-goal-left-tests = { $kind ->
    [quarter] Lessons left in the quarter: { $lessons }, with a test: { $tests }
    [half_year] Lessons left in the half-year: { $lessons }, with a test: { $tests }
    [trimester] Lessons left in the trimester: { $lessons }, with a test: { $tests }
   *[year] Lessons left in the year: { $lessons }, with a test: { $tests }
}
family-goal-none-left = { $kind ->
    [quarter] No lessons are left in the quarter.
    [half_year] No lessons are left in the half-year.
    [trimester] No lessons are left in the trimester.
   *[year] No lessons are left in the year.
}
family-goal-nothing = There is nothing to reckon: neither marks that count nor lessons.
family-goal-reached = ✅ { $target ->
    [5] It is a 5 as it is
   *[other] It is a { $target } or better as it is
}: the average is { $mean }.
family-goal-ways = { $ways ->
    [1] A { $target } needs:
   *[other] Any one of these makes a { $target }:
}
family-goal-way = { $marks ->
    [one] • { $marks } mark of { $value } → average <b>{ $mean }</b>
   *[other] • { $marks } marks of { $value } → average <b>{ $mean }</b>
}
family-goal-impossible = A { $target } is out of reach { $kind ->
    [quarter] this quarter
    [half_year] this half-year
    [trimester] this trimester
   *[year] this year
}; the best possible average is <b>{ $best }</b>.
family-goal-wanting = { $marks ->
    [one] It would take { $marks } mark of 5; lessons left: { $lessons }.
   *[other] It would take { $marks } marks of 5; lessons left: { $lessons }.
}
family-goal-rule = { $weights ->
    [1] The school's rule: { $target } from { $threshold } up, works are weighted.
   *[0] The school's rule: { $target } from { $threshold } up, without weights.
}
family-goal-weights = { $tests ->
    [1] A mark of a lesson weighs { $usual }; tests ahead weigh their own and are counted first.
   *[0] A mark of a lesson weighs { $usual }.
}
family-goal-assumed = One mark a lesson is assumed: the teacher may put more, or fewer.
family-goal-target = { $chosen ->
    [1] ✓ for a { $target }
   *[0] for a { $target }
}
family-goal-plus = +{ $value }
family-goal-plus-test = +{ $value } test
family-goal-reset = ↺ Reset
