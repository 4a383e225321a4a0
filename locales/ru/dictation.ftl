# Вопросы к уроку, рассказанному одним сообщением: что не понято, и кнопки ответов.
# $fragment — место в сообщении, $name — об ученике, если он известен.

dictation-left = { $left ->
    [one] Потом ещё { $left } вопрос.
    [few] Потом ещё { $left } вопроса.
   *[other] Потом ещё { $left } вопросов.
}
dictation-ambiguous-name = ❓ «{ $fragment }» — кто именно?
dictation-unknown-name = ❓ «{ $fragment }» — такой фамилии в списке нет. Кто это?
dictation-several = ❓ «{ $fragment }» — о ком это?
dictation-number = ❓ «{ $fragment }» — о ком это? Число может быть и номером по списку.
dictation-nothing-said = ❓ «{ $fragment }» — что отметить?
dictation-code = ❓ «{ $fragment }» — что это значит?
dictation-scale = ❓ «{ $fragment }» — такой отметки нет. Какую поставить?
dictation-too-many = ❓ «{ $fragment }» — за урок ставится не больше двух отметок. Какие оставить?
dictation-absent-marked = ❓ { $name }: «{ $fragment }» — в день урока пропуск и отметка вместе не ставятся. Что верно?
dictation-twice = ❓ { $name }: сказано дважды и по-разному, «{ $fragment }». Что верно?
dictation-grade-one = ❓ «{ $fragment }» — в 1-м классе отметок не ставят (П 5.5).
dictation-unmarked = ❓ «{ $fragment }» — на этом предмете отметок не ставят.
dictation-whose = ❓ «{ $fragment }» — к кому что относится?
dictation-listed = ❓ «{ $fragment }» — это тоже продолжение списка?
dictation-mixed = ❓ «{ $fragment }» — это об учениках или часть текста?
dictation-empty = ❓ «{ $fragment }» — после этого ничего нет.
dictation-two-topics = ❓ Две темы: «{ $fragment }». Какая верная?
dictation-two-homeworks = ❓ «{ $fragment }» — и задание, и «не задано». Что верно?
dictation-named = ❓ «{ $fragment }» — здесь назван ученик класса. Кому это задание?
dictation-named-other = ❓ «{ $fragment }» — в задании для одних назван другой ученик, и это прочитает чужая семья. Так и задать?
dictation-minutes = ❓ «{ $fragment }» — сколько минут на задание?
dictation-due = ❓ «{ $fragment }» — к какому дню?
dictation-unclear = ❓ «{ $fragment }» — не понял, что это.

# Вместо имени там, где сказано обо всех.
dictation-everyone = Все

dictation-take-marks = Отметка: { $marks }
dictation-take-work = Вид работы: { $work }
dictation-take-minutes = { $minutes } мин
# Ответы, которые называются одинаково при любом вопросе; $kind — вид вопроса.
dictation-take-skip = { $kind ->
    [empty] Пропустить
    [named] Не задавать
    [named-other] Не задавать
   *[other] Не учитывать
}
dictation-take-initial = Это инициал
dictation-take-comment = Это комментарий
dictation-take-topic = Это тема
dictation-take-homework = { $kind ->
    [two-homeworks] Задание
    [named] Всей группе
   *[other] Это домашнее задание
}
dictation-take-named = Только: { $names }
dictation-take-no-homework = Не задано
dictation-take-entries = Это об учениках
dictation-take-shared = То же, что следующему
dictation-take-all-present = Все на месте
dictation-take-both = { $kind ->
    [listed] Да, и то и другое
    [whose] Всем названным
   *[other] И то и другое
}
dictation-take-each = Каждому по одной
dictation-take-first = Первое
dictation-take-last = { $kind ->
    [listed] Нет, только это
    [whose] Последнему
   *[other] Последнее
}
dictation-take-marks-alone = Был(а), отметка верна
dictation-take-keep = Оставить как есть
