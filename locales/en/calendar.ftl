# A month to choose a day from.

calendar-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
calendar-title = <b>{ $month }</b>
calendar-earlier = { $month ->
    [1] ‹ January
    [2] ‹ February
    [3] ‹ March
    [4] ‹ April
    [5] ‹ May
    [6] ‹ June
    [7] ‹ July
    [8] ‹ August
    [9] ‹ September
    [10] ‹ October
    [11] ‹ November
   *[12] ‹ December
}
calendar-later = { $month ->
    [1] January ›
    [2] February ›
    [3] March ›
    [4] April ›
    [5] May ›
    [6] June ›
    [7] July ›
    [8] August ›
    [9] September ›
    [10] October ›
    [11] November ›
   *[12] December ›
}
calendar-weekday = { $day ->
    [1] Mo
    [2] Tu
    [3] We
    [4] Th
    [5] Fr
    [6] Sa
   *[7] Su
}
calendar-day = { $state ->
    [chosen] ✓{ $day }
    [against] !{ $day }
    [earlier] ‹{ $day }
    [later] { $day }›
   *[own] { $day }
}
calendar-dim = ·
# $why: why the day will not do.
calendar-why = { $why ->
    [past] { $day }: too early to be chosen.
    [far] { $day }: too far ahead.
    [holiday] { $day }: holidays or a day off, no lessons.
    [year] { $day }: outside the school year.
    [rule] { $day }: no test may be here; why stands above the calendar.
   *[lesson] { $day }: the timetable does not have this subject.
}
calendar-hint = Numbers are days with the lesson, dots are days without it.
