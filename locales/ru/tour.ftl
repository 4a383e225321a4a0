# Экскурсия в терминале: школьный день на телефонах школы-примера.

tour-act-message = 1. Урок одним сообщением
tour-act-first-grade = 2. Первый класс: без отметок
tour-act-held = 3. Исправлено вовремя
tour-act-question = 4. Ученик спрашивает своими словами
tour-act-correction = 5. Исправлено через два дня

# $who — имя, $what — текст или надпись на кнопке.
tour-writes = { $time } { $who } пишет: { $what }
tour-taps = { $time } { $who } нажимает «{ $what }»
tour-rings = { $time } 🔔 Звонит телефон: { $who }
tour-alert = Всплывает: { $text }
tour-later = Часы переведены: { $day }, { $time }

tour-proved-message = Урок заполнен одним сообщением и одним касанием: отметки, пропуск, опоздание, тема из КТП, домашнее задание. Семьям звонит сразу после закрытия.
tour-proved-first-grade = Отметку в 1-м классе поставить нельзя (П 5.5), а пропуск и домашнее задание записаны.
tour-proved-held = Тройку, исправленную до отправки, семья не увидела: пришло одно сообщение, с четвёркой.
tour-proved-question = Вопрос понят: показано задание по алгебре на среду.
tour-proved-correction = Позже дня урока отметка меняется только с причиной, и семья узнаёт об этом одним сообщением.
tour-end =

    Вот и всё. В браузере можно попробовать самим: make demo

tour-failed = Что-то не так.
tour-expected = Ожидалось: { $what }
tour-came = Пришло: { $what }
tour-expected-answer = кнопка или ответ
tour-nothing = ничего
tour-messages = { $count ->
    [one] { $count } сообщение
    [few] { $count } сообщения
   *[other] { $count } сообщений
} с «{ $fragment }», телефон: { $who }
tour-no-refusals = ни одного отказа от Telegram
