# Замены: «Не выйду на работу», что попросили взять, и планирование завуча.

menu-away = 🤒 Не выйду на работу
# $count — ждут ответа или подписи.
menu-my-substitutions = 🔁 Мои замены{ $count ->
    [0] {""}
   *[other] {" "}({ $count })
}
menu-substitutions = 🔁 Замены

# --- учитель не выйдет ---
away-title = 🤒 <b>Не выйду на работу</b>
away-how = Выберите дни: завуч сразу получит список уроков, которые нужно закрыть. Причину писать не нужно.
away-said = Вы сообщили: { $days }
away-line = { $state ->
    [offered] 🟡
    [accepted] 🟢
    [cancelled] ✖️
   *[none] 🔴
} { $day }, { $period }-й урок · { $group } · { $subject }{ $name ->
    [none] {""}
   *[other] {" "}— { $name }
}
away-today = Сегодня
away-tomorrow = Завтра
away-other = 📅 Другие дни
away-from-title = 🤒 Не выйду с <b>{ $day }</b>. По какой день?
away-from-hint = Нужен другой первый день — сдвиньте его кнопками ниже.
away-from = ‹ с { $day }
away-from-later = с { $day } ›
away-check = 🤒 <b>Не выйду: { $days }</b>
away-check-lessons = { $count ->
    [0] Уроков у вас в эти дни нет.
    [one] Завуч получит { $count } урок:
    [few] Завуч получит { $count } урока:
   *[many] Завуч получит { $count } уроков:
}
away-more = …и ещё { $count }
away-tell = Сообщить завучу
away-withdraw = ↩️ Выйду: { $days }
away-lesson = { $day }, { $period }-й, { $group }
away-told = Завуч получил сообщение.
away-withdrawn = Завуч узнает, что вы выйдете. Назначенные замены остаются, пока он их не снимет.

# --- что попросили взять ---
substitutions-title = 🔁 <b>Мои замены</b>
substitutions-none = Вас пока никто не просил о замене.
substitutions-summary = { $signed ->
    [0] Подписанных за месяц нет.
    [one] Подписан { $signed } урок за месяц.
    [few] Подписано { $signed } урока за месяц.
   *[many] Подписано { $signed } уроков за месяц.
}
substitution-button = { $stage ->
    [asked] ❓
    [ahead] 🟢
    [given] ✍️
    [signed] ✅
   *[over] ✖️
} { $day }, { $period }-й, { $group } · { $subject }
substitution-title = 🔁 <b>{ $group } · { $subject }</b>
substitution-when = { $day }, { $period }-й урок, { $begins }–{ $ends }
substitution-when-room = { $day }, { $period }-й урок, { $begins }–{ $ends }, каб. { $room }
substitution-for = Учитель: { $absent }
substitution-kind = { $kind ->
    [same_subject] Тот же предмет
    [own_subject] Ваш предмет: { $instead }
    [joined] Две группы вместе
   *[supervision] Присмотр за классом
}
substitution-state = { $stage ->
    [asked] Вас просят взять этот урок.
    [ahead] Вы согласились. Урок ещё впереди.
    [given] Заполните урок и нажмите «Урок проведён»: подпись пойдёт в журнал замещения.
    [signed] В журнале замещения: подписано.
   *[over] Эта замена снята.
}
substitution-until = Заполнить урок можно по { $day }, пока он не закрыт.
substitution-signed = Подписано { $day } в { $time }. Тема: { $topic ->
    [none] без темы
   *[other] { $topic }
}
substitution-closed = Урок закрыт. Осталось подписать журнал замещения.
substitution-accept = ✅ Принимаю
substitution-decline = ✖️ Не могу
substitution-kit = 📋 Что нужно знать
substitution-kit-of = 📋 { $day }, { $period }-й: что нужно знать
substitution-card = 📝 Открыть урок
substitution-sign = ✅ Урок проведён
substitution-accepted = Спасибо! Завуч узнал, что вы согласны.
substitution-declined = Завуч узнал, что вы не можете.
substitution-kit-topics = <b>Последние темы</b>
substitution-kit-topic = { $day }: { $title }
substitution-kit-tasks = <b>К этому уроку задано</b>
substitution-kit-task = { $text } (с { $day })
substitution-kit-no-tasks = К этому уроку ничего не записано.
substitution-kit-pupils = <b>Список: { $count }</b>
substitution-kit-pupil = { $number }. { $name }

substitution-refusal-busy = { $who }: в это время свой урок. Выберите другого или «Присмотр».
substitution-refusal-covered = Этот урок уже у другого: { $who }. Сначала снимите ту замену.
substitution-refusal-filled = В урок уже что-то внесено: так его не изменить.
substitution-refusal-own = Этот учитель ничего не ведёт в этой группе: заменить своим предметом нельзя.
substitution-refusal-gone = Эту замену уже сняли: { $group } · { $subject }.
substitution-refusal-signed = Замена уже подписана в журнале: она остаётся.
substitution-refusal-ahead = Урок ещё не начался: подписать можно после звонка.
substitution-refusal-topic = В журнал замещения идёт тема урока. Откройте урок, впишите тему и нажмите ещё раз.
substitution-refusal-taken = Это место уже занято: у класса или у учителя там урок.

# --- завуч ---
cover-title = 🔁 <b>Замены: { $day }</b>
cover-nothing = Все на месте: замен, отмен и переносов нет.
cover-aways = <b>Не выйдут</b>
cover-away-line = { $name } ({ $days })
cover-away = 🤒 { $name }
cover-lines = <b>Замены</b>
cover-line = { $state ->
    [accepted] 🟢
    [offered] 🟡
   *[declined] 🔴
} { $period }-й · { $group } · { $subject }: { $absent } → { $substitute }
cover-line-silent = { $minutes ->
    [one] не отвечает { $minutes } минуту
    [few] не отвечает { $minutes } минуты
   *[many] не отвечает { $minutes } минут
}
cover-line-state = { $state ->
    [accepted] согласие есть
    [offered] ждём ответа
    [signed] проведён, подписан
   *[declined] не может: назначьте другого
}
cover-line-button = { $state ->
    [accepted] 🟢
    [offered] 🟡
   *[declined] 🔴
} { $period }-й, { $group } → { $name }
cover-changed = <b>Отменено и перенесено</b>
cover-changed-line = { $cancelled ->
    [1] ✖️ отменён
   *[other] ↔️ перенесён на { $day }
}: { $period }-й · { $group } · { $subject }
cover-changed-button = { $cancelled ->
    [1] ✖️
   *[other] ↔️
} { $period }-й, { $group } · { $subject }
cover-other = ➕ Учитель и его уроки
cover-book = 📒 Журнал замещения уроков
cover-teachers = 🔁 <b>{ $day }</b>: чьи уроки?
cover-teachers-none = { $day }: уроков нет.
cover-teacher = 🔁 <b>{ $name }</b> · { $days }
cover-teacher-away = 🤒 Не выйдет: { $days }
cover-teacher-none = Уроков нет.
cover-teacher-open = { $count ->
    [0] Все уроки закрыты заменами.
    [one] Без замены { $count } урок.
    [few] Без замены { $count } урока.
   *[many] Без замены { $count } уроков.
}
cover-every = 👥 Все { $count } — одному учителю
cover-all-days = 📅 Все дни: { $first } – { $last }
cover-lesson-button = { $state ->
    [offered] 🟡
    [accepted] 🟢
    [cancelled] ✖️
    [closed] ✅
   *[planned] 🔴
} { $day } { $period }-й, { $group } · { $subject }
cover-lesson = 🔁 <b>{ $group } · { $subject }</b>
cover-lesson-teachers = Учитель: { $names }
cover-lesson-nobody = Учителя нет
cover-lesson-state = { $state ->
    [cancelled] ✖️ Урок отменён.
    [closed] ✅ Урок заполнен и закрыт.
    [open] Урок заполняют.
   *[planned] Урок по расписанию.
}
cover-lesson-substitute = Замена: { $absent } → { $substitute }
cover-lesson-terms = { $paid ->
    [1] Оплачивается
   *[other] Без оплаты
}, причина: { $reason }
cover-lesson-order = Приказ № { $order }
cover-lesson-no-order = Приказ не указан
cover-reason-ill = болезнь
cover-reason-trip = командировка
cover-reason-course = курсы
cover-reason-leave = отпуск
cover-reason-family = семья
cover-reason-other = другое
cover-reason-button = { $chosen ->
    [1] ● {" "}
   *[other] {""}
}{ $reason ->
    [ill] болезнь
    [trip] командировка
    [course] курсы
    [leave] отпуск
    [family] семья
   *[other] другое
}
cover-paid = { $paid ->
    [1] Оплачивать
   *[other] Не оплачивать
}
cover-order = № приказа
cover-order-ask = Напишите номер приказа одним сообщением, например «47-к от 23.11».
cover-take-back = ↩️ Снять замену
cover-pick = 🔎 Назначить замену
cover-pick-for = 🔎 Замена: { $name }
cover-cancel-lesson = ✖️ Отменить урок
cover-move-lesson = ↔️ Перенести
cover-restore-lesson = ↩️ Вернуть урок
cover-pick-title = 🔎 <b>Кто возьмёт?</b> Учитель: { $absent }
cover-pick-free = Сначала свободные: у них в это время нет урока.
cover-pick-none = Все уроки этих дней уже с заменой.
cover-candidate = { $why ->
    [subject] 🟢 { $name } · тот же предмет
    [class] 🟢 { $name } · знает класс
    [free] 🟢 { $name }
    [joins] 🟡 { $name } · объединить группы
    [away] ⚫️ { $name } · не выйдет
   *[busy] 🔴 { $name } · свой урок
}
cover-how = <b>{ $name }</b>: как провести? Учитель: { $absent }
cover-kind-same_subject = Тот же предмет
cover-kind-own_subject = Свой предмет вместо этого
cover-kind-joined = Объединить группы
cover-kind-supervision = Присмотр за классом
cover-places = ↔️ <b>Куда перенести</b>: { $day }
cover-places-none = В этот день свободного места нет.
cover-place = { $period }-й, { $begins }{ $room ->
    [1] {""}
   *[0] {" "}· 🚪
}
cover-places-room = 🚪 — кабинет { $room } в это время занят: урок будет без кабинета.
cover-roomless = Кабинет в это время занят: урок пока без кабинета.
cover-moved = Перенесено. Учитель и семьи узнают.
cover-cancelled = Урок отменён. Учитель и семьи узнают.
cover-restored = Урок снова в расписании.
cover-homework = { $count ->
    [one] { $count } задание перенесено на { $day }.
    [few] { $count } задания перенесены на { $day }.
   *[many] { $count } заданий перенесены на { $day }.
}
cover-homework-open = Задание осталось без даты: следующий урок ещё не в расписании.
cover-asked = Просьба отправлена. Если за 10 минут ответа не будет, сообщу.
cover-book-title = 📒 <b>Журнал замещения уроков</b> · { $month }
cover-book-none = За этот месяц замен нет.
cover-book-total = Проведено и подписано: { $total }, из них оплачивается { $paid }. Не подписано: { $unsigned }.
cover-book-line = { $signed ->
    [1] ✅
   *[other] ✍️
} { $day }, { $period }-й · { $group } · { $subject }
cover-book-line-who = { $absent } → { $substitute }, { $kind }, { $paid ->
    [1] оплачивается
   *[other] без оплаты
}
cover-book-file = 📥 Таблица XLSX
cover-month-before = ‹ { $month }
cover-month-after = { $month } ›

# --- что приходит ---
push-substitution-asked = 🔁 <b>Замена</b>: { $count ->
    [one] просим взять { $count } урок
    [few] просим взять { $count } урока
   *[many] просим взять { $count } уроков
}. Учитель: { $absent }
push-substitution-line = { $day }, { $period }-й урок, { $begins } · { $group } · { $subject }
push-substitution-kind = { $kind ->
    [same_subject] Тот же предмет.
    [own_subject] Ваш предмет вместо этого: { $instead }.
    [joined] Вместе с вашей группой.
   *[supervision] Присмотр за классом.
}
push-substitution-more = …и ещё { $count }
push-substitution-silent = ⏳ <b>{ $name } не отвечает 10 минут</b>
push-substitution-accepted = ✅ <b>{ $name }</b> берёт замену
push-substitution-declined = ✖️ <b>{ $name } не может</b>. Назначьте другого:
push-substitution-cancelled = 🔁 <b>Замена снята</b>: этот урок брать не нужно.
push-substitution-open = { $period }-й, { $group }
# Учителю: что стало с его уроком. $period — номер урока, $begins — когда начинается.
push-lesson-cancelled = ✖️ <b>Ваш урок отменён</b>
push-lesson-moved = ↔️ <b>Ваш урок перенесён</b> с { $day }, { $period }-й урок:
push-lesson-restored = ↩️ <b>Ваш урок снова по расписанию</b>
push-lesson-homework = Заданное к нему теперь на { $day }.
push-lesson-homework-open = Заданное к нему осталось без даты: следующего урока в расписании ещё нет.
push-lesson-homework-back = Заданное к нему — снова на этот день.
push-lesson-day = 📋 Уроки, { $day }
push-away = 🤒 <b>{ $name } не выйдет</b>: { $days }
push-away-lessons = { $count ->
    [0] Уроков в эти дни нет.
    [one] Без замены { $count } урок.
    [few] Без замены { $count } урока.
   *[many] Без замены { $count } уроков.
}
push-away-open = 🔁 Назначить замены
push-back = 🙂 <b>{ $name } выйдет</b>: { $days }. Лишние замены снимите вручную.

# --- семье: чем день отличается от расписания ---
changes-title = 🔁 <b>{ $child }</b>: { $away ->
    [0] сегодня, { $day }
    [1] завтра, { $day }
   *[other] { $day }
}
# $test — 1, если на этом уроке назначена контрольная.
changes-cancelled = ✖️ { $period }-й урок, { $subject }: отменён{ $test ->
    [1] , контрольной не будет
   *[0] { "" }
}
changes-instead = { $period }-й урок: { $subject } вместо «{ $lost }»{ $test ->
    [1] , контрольной не будет
   *[0] { "" }
}
changes-moved-away = ↔️ { $subject }: перенос на { $day }, { $period }-й урок{ $test ->
    [1] , контрольная тоже
   *[0] { "" }
}
changes-moved-here = ↔️ { $period }-й урок: { $subject }, в { $begins } (перенос{ $test ->
    [1] , контрольная)
   *[0] )
}
changes-substituted = { $period }-й урок, { $subject }: ведёт { $name }
changes-none = Уроки по расписанию.
changes-hushed = 🔁 { $child }: изменения в расписании, { $day }. Откройте дневник.
changes-open = 🗓 Расписание

# --- учителю: что стало с назначенной контрольной, строкой под уроком ---
push-test-lost = 🗓 <b>Контрольная снята</b>: выберите другой день.
push-test-moved = 🗓 Контрольная вместе с уроком.
push-test-back = 🗓 Контрольная снова в силе.
push-test-open = 🗓 Контрольные
