# Что было без меня: последнее отсутствие ребёнка, урок за уроком.

menu-missed-out = 📌 Что было без меня
menu-missed-out-child = 📌 Что было на пропущенных уроках
# $own — 1, если это сам ученик.
missed-out-title = { $own ->
    [1] 📌 <b>Что было без меня</b> · { $whose }
   *[0] 📌 <b>Что было на пропущенных уроках</b> · { $whose }
}
missed-out-nothing = За последний месяц пропусков нет.
missed-out-day = <b>{ $day }</b>
missed-out-lesson = { $period }. <b>{ $subject }</b>
missed-out-lesson-topic = { $period }. <b>{ $subject }</b> — { $topic }
missed-out-test = ✍️ Писали: { $work }
# $day — к какому дню, $minutes — 0, если не сказано, $files — сколько файлов.
missed-out-task = 📝 На { $day }: { $text }{ $minutes ->
    [0] {""}
   *[other] { " " }({ $minutes } мин)
}{ $files ->
    [0] {""}
   *[other] { " " }📎 { $files }
}
missed-out-ahead-title = <b>Впереди</b>
missed-out-ahead = ✍️ { $day } · { $subject }: { $work }
