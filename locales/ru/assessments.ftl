# Контрольные: когда, у кого, что мешает.

menu-tests = 📅 График контрольных
test-plan = 🗓 Назначить контрольную
test-title = 🗓 <b>Контрольные</b>
test-none = Впереди ничего не назначено.
test-choose-course = Чтобы назначить, выберите курс.
test-no-courses = Курсов с отметками у вас сейчас нет.
test-of = <b>{ $group } · { $subject }</b>
test-used = Контрольных за год: { $used } из { $most } (не больше 10 % часов).
test-moving = Переносим контрольную с { $day }.
test-free = Свободные дни — кнопки ниже.
test-no-free = В эти недели свободных дней нет.
test-calendar = 📆 Календарь
test-calendar-hint = Числа — свободные дни, точки — когда нельзя: нажмите, и будет видно почему.
test-no-free-month = В этом месяце свободных дней нет.
test-others = Остальные уроки:
test-against = { $day } — { $why }
test-ask-deputy = Если без такого дня не обойтись, разрешить может завуч: «📅 График контрольных».
test-deputy-may-month = Вы можете разрешить: дни с «!», понадобится причина.
test-deputy-may = Вы можете разрешить: кнопки с ⚠️, понадобится причина.
# $why — какое правило мешает.
test-why = { $why ->
    [day] уже есть контрольная
    [first] первый урок
    [last] последний урок
    [soon] ближе 2,5 недель к другой контрольной по предмету
   *[share] больше 10 % часов курса за год
}
test-why-other = { $why ->
    [day] уже есть контрольная: { $subject }
   *[soon] меньше 2,5 недель до или после контрольной { $day }
}
test-refused = Нельзя: { $why }.
test-refused-free = Свободно: { $days }.
refusal-test = { $why ->
    [day] Нельзя: в этот день у класса уже есть контрольная { $subject }.
    [first] Нельзя: это первый урок класса.
    [last] Нельзя: это последний урок класса.
    [soon] Нельзя: между контрольными по предмету должно пройти 2,5 недели. Мешает: { $subject }.
   *[share] Нельзя: контрольные займут больше 10 % часов курса за год.
}
test-day-against = ⚠️ { $day }
test-day-period = { $day }, { $period }-й
test-earlier = ‹ Раньше
test-later = Дальше ›
test-course = { $subject }
test-course-of = { $group } · { $subject }
test-button = { $against ->
    [1] ⚠️ { $day } · { $group } · { $subject }
   *[0] { $day } · { $group } · { $subject }
}
test-line = { $day }, { $period }-й урок · { $subject } · { $work }
test-line-of = { $day }, { $period }-й урок · { $group } · { $subject } · { $work }
test-what = 🗓 { $work } · { $day }, { $period }-й урок · { $minutes } мин
test-is-outside = Назначена извне (ВПР): в 10 % не входит.
test-allowed = ⚠️ Разрешил завуч ({ $why }): { $reason }
test-families = Семьи увидят её в заданиях и в ответе на «когда контрольная». Отдельного сообщения не будет.
test-choice = { $chosen ->
    [1] ✅ { $choice }
   *[0] { $choice }
}
test-minutes = { $minutes }′
test-outside = Это ВПР: не считать в 10 %
test-not-outside = Это не ВПР: считать в 10 %
test-move = Перенести
test-cancel = Отменить
test-cancel-ask = Отменить эту контрольную? День снова станет свободным.
test-cancel-yes = Да, отменить
test-cancelled = Контрольная отменена:
refusal-test-changed = Контрольную только что изменили. Посмотрите, что теперь назначено.
test-asks-reason = Почему контрольную { $day }, { $period }-й урок, нужно разрешить против правила? Напишите причину одним сообщением: она останется в графике.
test-boards = 📅 <b>График контрольных</b>
    Выберите класс. В скобках — сколько контрольных впереди.
test-board-class = { $form } ({ $tests })
test-board = 📅 <b>График контрольных · { $form }</b>
test-board-none = Контрольных не назначено.
test-board-ahead = <b>Впереди</b>
test-board-past = <b>За последние недели</b>
test-board-broken = ⚠️ { $why }
test-board-reason = Причина: { $reason }
test-which-course = По какому предмету?
lesson-test = 🗓 <b>{ $work }</b>
family-tests-day = 🗓 <b>{ $work }</b>: { $subject }, { $period }-й урок
