// An echo bot as grammY's guide has it, by polling or by webhook; there the first answer rides in the webhook's own.
const http = require("node:http");
const { Bot, InlineKeyboard, InputFile, webhookCallback } = require("grammy");

const { BOT_TOKEN, INTEROP_API, INTEROP_PORT, INTEROP_PUBLIC } = process.env;
const bot = new Bot(BOT_TOKEN, {
  client: { apiRoot: INTEROP_API, canUseWebhookReply: (method) => Boolean(INTEROP_PORT) && method === "sendMessage" },
});

bot.command("start", (ctx) => ctx.reply("Welcome! Up and running."));
bot.command("menu", (ctx) => ctx.reply("Choose:", { reply_markup: new InlineKeyboard().text("One", "1").text("Two", "2") }));
bot.on("callback_query:data", async (ctx) => {
  await ctx.answerCallbackQuery({ text: `It is ${ctx.callbackQuery.data}` });
  await ctx.editMessageText(`Chosen: *${ctx.callbackQuery.data}*`, {
    entities: [{ type: "bold", offset: 8, length: 3 }],
  });
});
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text, { entities: ctx.message.entities }));
bot.on("message:document", (ctx) => ctx.replyWithDocument(ctx.message.document.file_id));
bot.on("message:photo", (ctx) => ctx.replyWithPhoto(new InputFile(Buffer.from(process.env.INTEROP_PICTURE, "base64"), "a.png")));
bot.catch((error) => {
  console.error(error);
  process.exit(1);
});

if (INTEROP_PORT) {
  http.createServer(webhookCallback(bot, "http", { secretToken: "a-secret" })).listen(Number(INTEROP_PORT), "127.0.0.1");
  bot.api.setWebhook(`${INTEROP_PUBLIC}/hook`, { secret_token: "a-secret" });
} else {
  bot.start();
}
