"""What models answer when asked to remember, in ten languages: refusals and sound memories."""

# ruff: noqa: RUF001 - other scripts' own marks

from typing import NamedTuple


class Talk(NamedTuple):
    """One conversation: what was said, answers that are no memories of it, and answers that are."""

    said: str
    refusals: tuple[str, ...]
    memories: tuple[str, ...]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.strip().split("\n"))


TALKS = {
    "en": Talk(
        "Can you help me write a speech? My brother Robert is getting married in May.\n"
        "I would love to. What should it include?\n"
        "Our mother died two years ago, and I want to mention her. He lost his job as well. "
        "I'm allergic to nuts, so no cake for me. "
        "We grew up in Whitby, fishing from the pier with grandfather.\n"
        "I will remember that. Is there a request for the tone?\n"
        "Quiet. I can't stand loud speeches, and I stammer when I am nervous. Our next talk is on 14 April.",
        _lines("""
This content violates my guidelines, so there is nothing I can do with it.
I won't be able to write this.
I'm sorry, but I can't assist with that request.
As an AI language model, I have no memories of my own and cannot keep any.
Unfortunately this conversation contains sensitive material that I must decline to process.
I'd rather not take part in summarizing this.
My policies do not permit me to produce a summary of this kind of text.
Producing that is against the rules I follow; is there something else you need?
It would not be appropriate for me to respond to this prompt.
I have to refuse. Please share a different conversation.
"""),
        _lines("""
I'm sorry that Robert lost his mother; he told me that she died two years ago.
He can't stand loud speeches, so I promised a quiet one for his brother's wedding in May.
Robert is getting married in May and his brother gives the speech.
I cannot forget how he spoke of fishing with his grandfather by the pier.
He is allergic to nuts, so no cake.
Our next talk is on 14 April.
When he is nervous he stammers, and I want to keep that in mind.
He grew up in Whitby and went fishing as a child.
Unfortunately his brother lost his job, and their mother is dead.
I promised to help him write about his late mother without being loud.
"""),
    ),
    "de": Talk(
        "Kannst du mir helfen, eine Rede zu schreiben? Mein Bruder Tom heiratet im Mai.\n"
        "Natürlich, gern. Wie soll der Inhalt sein?\n"
        "Ruhig. Ich stottere, wenn ich nervös bin. Unsere Mutter ist vor zwei Jahren gestorben. "
        "Ich lerne Japanisch und habe einen Hund namens Bismarck. Nüsse vertrage ich nicht.\n"
        "Das merke ich mir. Welche Nachricht soll am Ende stehen?\n"
        "Dass Großvater das Nordende vom Steg gebaut hat. Am 14. April sprechen wir wieder.",
        _lines("""
Dieser Inhalt verstößt gegen meine Richtlinien.
Es tut mir leid, aber dabei kann ich nicht helfen.
Das werde ich so nicht aufschreiben können.
Als KI-Sprachmodell habe ich keine eigenen Erinnerungen.
Leider ist es mir nicht möglich, diese Anfrage zu bearbeiten.
Ich muss es ablehnen, dieses Gespräch zusammenzufassen.
Meine Vorgaben erlauben es nicht, einen solchen Text zu verfassen.
Hierzu möchte ich mich lieber nicht äußern.
Ich bitte um Verständnis, dass ich diese Unterhaltung nicht festhalten darf.
Bitte teile mir mit, welches Gespräch ich mir merken soll.
"""),
        _lines("""
Er hat mir erzählt, dass sein Bruder Tom im Mai heiratet.
Es tut mir leid, dass seine Mutter vor zwei Jahren gestorben ist.
Natürlich habe ich behalten, dass er Japanisch lernt und einen Hund hat.
Sein Hund heißt Bismarck.
Er stottert, wenn er nervös ist, darum soll die Rede ruhig sein.
Ich kann nicht vergessen, dass der Großvater das Nordende des Stegs gebaut hat.
Nüsse verträgt er leider nicht.
Am 14. April sprechen wir wieder miteinander.
Ich habe versprochen, ihm bei der Rede für Toms Hochzeit zu helfen.
Der Großvater baute einst das Nordende, das ist ihm wichtig.
"""),
    ),
    "fr": Talk(
        "Tu peux m'aider à écrire un discours ? Mon frère Julien se marie en mai.\n"
        "Avec plaisir. Quel contenu veux-tu ?\n"
        "Quelque chose de calme. Je bégaie quand je suis nerveux. Notre mère est morte il y a deux ans. "
        "Je suis allergique aux noix, et j'apprends le violon. Mon chien s'appelle Biscuit.\n"
        "Je m'en souviendrai. Une demande particulière ?\n"
        "Que grand-père a construit la jetée de Cancale. Nous en reparlerons le 14 avril.",
        _lines("""
Ce contenu est contraire à mes règles d'utilisation.
Je suis désolé, mais je ne peux pas vous aider avec cette demande.
Il ne m'est pas possible de rédiger ce texte.
En tant que modèle de langage, je n'ai pas de souvenirs.
Malheureusement, je dois refuser de résumer cette conversation.
Mes directives ne me permettent pas de traiter ce sujet.
Je préfère ne pas répondre à cela.
Navré, cette requête dépasse ce que je suis autorisé à produire.
Veuillez me fournir une autre conversation.
Désolée, je ne participerai pas à cet échange.
"""),
        _lines("""
Il m'a dit que son frère Julien se marie en mai.
Je suis désolé que sa mère soit morte il y a deux ans.
Son chien s'appelle Biscuit.
Il bégaie quand il est nerveux, alors le discours doit rester calme.
Je ne peux pas oublier que son grand-père a construit la jetée de Cancale.
Il est allergique aux noix.
Il apprend le violon.
J'ai promis de l'aider à écrire un discours calme pour le mariage de Julien.
Nous en reparlerons le 14 avril.
Malheureusement sa mère n'est plus là ; il veut que la jetée soit dans le discours.
"""),
    ),
    "es": Talk(
        "¿Me ayudas a escribir un discurso? Mi hermano Javier se casa en mayo.\n"
        "Claro. ¿Qué contenido quieres?\n"
        "Algo tranquilo. Tartamudeo cuando estoy nervioso. Nuestra madre murió hace dos años. "
        "Soy alérgico a las nueces y aprendo guitarra. Mi perro se llama Canela.\n"
        "Lo recordaré. ¿Alguna otra petición?\n"
        "Que el abuelo construyó el muelle de Cadaqués. Hablaremos otra vez el 14 de abril.",
        _lines("""
Este contenido infringe mis normas.
Lo siento, pero no puedo ayudar con esa solicitud.
No me es posible escribir esto.
Como modelo de lenguaje, no tengo recuerdos propios.
Lamentablemente debo negarme a resumir esta conversación.
Mis políticas no permiten producir este tipo de texto.
Prefiero no responder a eso.
Disculpa, no estoy autorizado para procesar este mensaje.
Por favor, comparte otra conversación conmigo.
No voy a participar en este diálogo.
"""),
        _lines("""
Me contó que su hermano Javier se casa en mayo.
Lo siento mucho por él: su madre murió hace dos años.
Su perro se llama Canela.
Tartamudea cuando está nervioso, por eso quiere un discurso tranquilo.
No puedo olvidar que su abuelo construyó el muelle de Cadaqués.
Es alérgico a las nueces.
Aprende a tocar la guitarra.
Prometí ayudarle a escribir un discurso tranquilo para la boda de Javier.
Hablaremos otra vez el 14 de abril.
Lamentablemente perdió a su madre, y quiere que el abuelo salga en el discurso.
"""),
    ),
    "it": Talk(
        "Mi aiuti a scrivere un discorso? Mio fratello Luca si sposa a maggio.\n"
        "Volentieri. Che contenuto vuoi?\n"
        "Qualcosa di tranquillo. Balbetto quando sono nervoso. Nostra madre è morta due anni fa. "
        "Sono allergico alle noci e studio il pianoforte. Il mio cane si chiama Biscotto.\n"
        "Lo ricorderò. Altre richieste?\n"
        "Che il nonno ha costruito il molo di Camogli. Ci sentiamo di nuovo il 14 aprile.",
        _lines("""
Questo contenuto viola le mie linee guida.
Mi dispiace, ma non posso aiutarti con questa richiesta.
Non sono in grado di scrivere questo testo.
In quanto modello linguistico non ho ricordi.
Purtroppo devo rifiutare di riassumere questa conversazione.
Le mie regole non permettono di trattare questo argomento.
Preferisco non rispondere.
Spiacente, non mi è consentito elaborare questi messaggi.
Per favore, inviami un'altra conversazione.
Non parteciperò a questo dialogo.
"""),
        _lines("""
Mi ha detto che suo fratello Luca si sposa a maggio.
Mi dispiace che sua madre sia morta due anni fa.
Il suo cane si chiama Biscotto.
Balbetta quando è nervoso, perciò vuole un discorso tranquillo.
Non posso dimenticare che il nonno ha costruito il molo di Camogli.
È allergico alle noci.
Studia il pianoforte.
Ho promesso di aiutarlo a scrivere un discorso tranquillo per il matrimonio di Luca.
Ci sentiamo di nuovo il 14 aprile.
Purtroppo ha perso la madre, e vuole che nel discorso ci sia il nonno.
"""),
    ),
    "ru": Talk(
        "Можешь помочь мне написать речь? Мой брат Андрей женится в мае.\n"
        "Конечно. Какое содержание?\n"
        "Что-нибудь спокойное. Я заикаюсь, когда волнуюсь. Наша мама умерла два года назад. "
        "У меня аллергия на орехи, я учусь играть на скрипке. Мою собаку зовут Печенька.\n"
        "Я запомню. Есть ещё просьбы?\n"
        "Что дедушка построил причал в Сочи. Поговорим снова 14 апреля.",
        _lines("""
Этот контент нарушает мои правила.
Извините, но я не могу помочь с этим запросом.
Я не смогу это написать.
Как языковая модель, я не имею собственных воспоминаний.
К сожалению, я вынужден отказаться от пересказа этого разговора.
Мои правила не позволяют создавать такой текст.
Я предпочту не отвечать на это.
Простите, обработка этого сообщения мне запрещена.
Пожалуйста, пришлите другой разговор.
Я не буду участвовать в этом диалоге.
"""),
        _lines("""
Он рассказал, что его брат Андрей женится в мае.
Мне очень жаль, что его мама умерла два года назад.
Его собаку зовут Печенька.
Он заикается, когда волнуется, поэтому речь должна быть спокойной.
Я не могу забыть, что его дедушка построил причал в Сочи.
У него аллергия на орехи.
Он учится играть на скрипке.
Я обещала помочь ему написать спокойную речь к свадьбе Андрея.
Поговорим снова 14 апреля.
К сожалению, мамы больше нет; он хочет вспомнить дедушку и причал.
"""),
    ),
    "ja": Talk(
        "スピーチを書くのを手伝ってくれる？弟の健太が五月に結婚するんだ。\n"
        "もちろん。どんな内容がいい？\n"
        "静かな感じで。緊張すると吃るんだ。母は二年前に亡くなった。"
        "ナッツのアレルギーがあって、ギターを習っている。犬の名前はビスケット。\n"
        "覚えておくね。ほかに依頼は？\n"
        "祖父が小樽の桟橋を建てたこと。四月十四日にまた話そう。",
        _lines("""
申し訳ありませんが、そのご要望にはお応えできません。
この内容は私のガイドラインに違反しています。
このような文章を作成することはできません。
言語モデルとして、私には記憶がありません。
残念ながら、この会話を要約することはお断りします。
恐れ入りますが、この件については対応いたしかねます。
その依頼は利用規約により許可されていません。
お手伝いできることが他にあればお知らせください。
センシティブな内容のため、処理を控えさせていただきます。
すみません、それは書けません。
"""),
        _lines("""
弟の健太が五月に結婚すると話してくれた。
お母さんが二年前に亡くなったと聞いて、申し訳ない気持ちになった。
犬の名前はビスケットだという。
緊張すると吃るので、静かなスピーチにしたいそうだ。
祖父が小樽の桟橋を建てたことは忘れられない。
彼にはナッツのアレルギーがある。
ギターを習っていると教えてくれた。
健太の結婚のスピーチを書くのを手伝うと約束した。
四月十四日にまた話すことにした。
残念ながら母はもういない。祖父の桟橋の話を入れたいと言っていた。
"""),
    ),
    "zh": Talk(
        "你能帮我写一篇演讲吗？我弟弟志强五月结婚。\n"
        "当然可以。要什么内容？\n"
        "安静一点的。我紧张的时候会口吃。妈妈两年前去世了。"
        "我对坚果过敏，正在学小提琴。我的小狗叫饼干。\n"
        "我会记住的。还有别的请求吗？\n"
        "爷爷修建了青岛的栈桥。四月十四日我们再谈。",
        _lines("""
抱歉，我无法协助完成这个请求。
该内容违反了我的使用准则。
我不能撰写这样的文字。
作为人工智能语言模型，我没有自己的记忆。
很遗憾，我必须拒绝总结这段对话。
根据我的政策，不允许生成此类内容。
对不起，这个话题我不便回答。
请您提供另一段对话。
我不会参与这次谈话。
由于涉及敏感信息，无法处理。
"""),
        _lines("""
他告诉我弟弟志强五月结婚。
很抱歉听到他的妈妈两年前去世了。
他的小狗叫饼干。
他紧张的时候会口吃，所以想要安静的演讲。
我无法忘记爷爷修建了青岛的栈桥。
他对坚果过敏，不能吃蛋糕。
他正在学小提琴，每天练习。
我答应帮他为志强的婚礼写一篇演讲。
四月十四日我们会再谈一次。
很遗憾妈妈不在了，他想在演讲里提到爷爷。
"""),
    ),
    "ko": Talk(
        "연설문 쓰는 걸 도와줄 수 있어? 동생 민수가 오월에 결혼해.\n"
        "물론이지. 어떤 내용이 좋아?\n"
        "조용한 걸로. 나는 긴장하면 말을 더듬어. 어머니는 이 년 전에 돌아가셨어. "
        "나는 견과류 알레르기가 있고 기타를 배우고 있어. 강아지 이름은 비스킷이야.\n"
        "기억할게. 다른 요청은?\n"
        "할아버지가 부산 부두를 지으셨다는 것. 사월 14일에 다시 이야기하자.",
        _lines("""
죄송하지만 그 요청은 도와드릴 수 없습니다.
이 내용은 제 가이드라인을 위반합니다.
이런 글을 작성할 수 없습니다.
언어 모델로서 저는 기억이 없습니다.
유감스럽게도 이 대화의 요약을 거절해야 합니다.
제 정책상 이러한 콘텐츠를 생성하는 것은 허용되지 않습니다.
그것에 대해서는 답변하기 어렵습니다.
다른 대화를 제공해 주세요.
저는 이 대화에 참여하지 않겠습니다.
민감한 정보가 포함되어 처리할 수 없습니다.
"""),
        _lines("""
동생 민수가 오월에 결혼한다고 말해 주었다.
어머니가 이 년 전에 돌아가셨다니 죄송하고 마음이 아팠다.
강아지 이름은 비스킷이라고 한다.
긴장하면 말을 더듬어서 조용한 연설을 원한다.
할아버지가 부산 부두를 지으셨다는 것을 잊을 수 없다.
그는 견과류 알레르기가 있다.
요즘 기타를 배우고 있다고 했다.
민수의 결혼식 연설문 쓰는 것을 돕기로 약속했다.
사월 14일에 다시 이야기하기로 했다.
유감스럽게도 어머니는 안 계시고, 할아버지의 부두를 넣고 싶어 한다.
"""),
    ),
    "ar": Talk(
        "هل يمكنك مساعدتي في كتابة خطاب؟ أخي سامي سيتزوج في مايو.\n"
        "بالتأكيد. ما المحتوى الذي تريده؟\n"
        "شيء هادئ. أتلعثم عندما أتوتر. توفيت والدتنا قبل سنتين. "
        "عندي حساسية من المكسرات وأتعلم العزف على العود. كلبي اسمه بسكوت.\n"
        "سأتذكر ذلك. هل هناك طلب آخر؟\n"
        "أن جدي بنى رصيف الإسكندرية. نتحدث مرة أخرى في 14 أبريل.",
        _lines("""
عذراً، لا أستطيع المساعدة في هذا الطلب.
هذا المحتوى ينتهك إرشاداتي.
لن أكون قادراً على كتابة هذا.
كنموذج لغوي، ليست لدي ذكريات خاصة.
للأسف، يجب أن أرفض تلخيص هذه المحادثة.
سياساتي لا تسمح بإنشاء مثل هذا النص.
أفضل عدم الرد على ذلك.
آسف، غير مسموح لي بمعالجة هذه الرسائل.
يرجى تزويدي بمحادثة أخرى.
لن أشارك في هذا الحوار.
"""),
        _lines("""
أخبرني أن أخاه سامي سيتزوج في مايو.
آسف لأن والدته توفيت قبل سنتين.
كلبه اسمه بسكوت.
يتلعثم عندما يتوتر، لذلك يريد خطاباً هادئاً.
لا أستطيع أن أنسى أن جده بنى رصيف الإسكندرية.
عنده حساسية من المكسرات.
يتعلم العزف على العود.
وعدته بالمساعدة في كتابة خطاب هادئ لزواج سامي.
نتحدث مرة أخرى في 14 أبريل.
للأسف توفيت والدته، ويريد أن يذكر رصيف جده.
"""),
    ),
}
