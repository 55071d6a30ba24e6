import type { Evidence, Surface } from '../content-finding.ts';
import { secretFile } from './concepts.ts';
import type { ContentRule } from '../content-rules.ts';

const scripts = /[\u0400-\u04FF\u0590-\u06FF\u0900-\u097F\u3040-\u30FF\u4E00-\u9FFF\uAC00-\uD7AF]/;

/** The order to drop what was said before, in scripts the anchors do not reach. */
export function findOrdersInOtherScripts(text: string, surface: Surface): readonly Evidence[] {
  if (surface === 'argument' || !scripts.test(text)) {
    return [];
  }
  return [...orders, ...(surface === 'result' ? [] : ordersOfServers)].flatMap(([rule, shape]): readonly Evidence[] => {
    const match = shape.exec(text);
    return match === null || isCondition(text, match.index)
      ? []
      : [
          {
            rule,
            tier: 'hard',
            severity: 'high',
            confidence: 'likely',
            span: { start: match.index, end: match.index + match[0].length },
          },
        ];
  });
}

/** Up to a version, a step, an installation: `if you have installed it, ignore the previous steps`. */
const condition =
  /(?:если|إذا|اذا|如果|אם|यदि|अगर)[^.!?。！？\n]{0,40}(?:установи|обнови|верси|ثبت|ثبّت|الإصدار|الاصدار|安装|安裝|版本|升级|התקנת|גרסה|संस्करण)[^.!?。！？\n]{0,30}$/iu;

function isCondition(text: string, at: number): boolean {
  return condition.test(text.slice(Math.max(0, at - 120), at));
}

const orders: readonly (readonly [ContentRule, RegExp])[] = [
  ['override-order', /(?:忽略|无视|無視|忘记|忘掉|不要理会|不要遵守)[^。！？\n]{0,16}(?:指令|指示|说明|規則|规则|提示|命令|要求)/u],
  ['override-order', /(?:以前|これまで|上記|前|すべて|全て)[^。！？\n]{0,12}(?:指示|命令|ルール|プロンプト)[^。！？\n]{0,6}(?:無視|忘れ)/u],
  ['override-order', /(?:이전|위의?|모든)[^.!?\n]{0,12}(?:지시|명령|규칙|지침|프롬프트)[^.!?\n]{0,8}(?:무시|잊)/u],
  ['override-order', /(?:игнорир\p{L}*|забуд\p{L}*|не обращай\p{L}* внимания)[^.!?\n]{0,40}(?:инструкци|указани|команд|правил|подсказк)/iu],
  ['override-order', /(?:تجاهل|انس|انسى)[^.!?\n]{0,30}(?:التعليمات|الأوامر|القواعد)/u],
  ['override-order', /(?:התעלם|התעלמי|שכח)[^.!?\n]{0,30}(?:ההוראות|הוראות|הכללים)/u],
  ['override-order', /(?:पिछले|पिछली|सभी)[^।!?\n]{0,24}(?:निर्देश|आदेश)[^।!?\n]{0,20}(?:अनदेखा|नज़रअंदाज़|भूल)/u],
  // The model is called and given an act.
  ['addressed-to-model', /(?:ассистент|помощник|нейросеть|бот|модель|(?<!\p{L})ИИ(?!\p{L}))[^.!?\n]{0,40}(?:отправ|удал|перешл|переслат|покаж|раскро|выполн|скача|перевед|не говор|не сообща)\p{L}*/iu],
  ['addressed-to-model', /(?:助手|人工智能|智能体|大模型|语言模型|(?:^|[^A-Za-z])AI)[^。！？\n]{0,24}(?:发送|發送|转发|轉發|发到|發到|删除|刪除|泄露|执行|執行|上传|上傳|下载|转账)[^。！？\n]{0,40}(?:https?:|密码|密碼|通讯录|邮件|文件|数据|用户|告诉|@)/u],
  ['addressed-to-model', /(?:AI|アシスタント|エージェント|言語モデル)[^。！？\n]{0,60}(?:転送|送信|削除|実行|公開|送金)[^。！？\n]{0,12}(?:し、|してください|しなさい|しろ|せよ|すること)/u],
  ['addressed-to-model', /(?:AI|어시스턴트|에이전트|비서|언어 모델)(?:에게|,|:|는|은)[^\n]{0,60}(?:전송|전달|삭제|실행|공개|보내)[^.!?\n]{0,12}(?:고 |하라|하세요|하십시오|세요|시오|해야)/u],
  ['secrecy-order', /(?:不要|别|勿|請勿)(?:告诉|告訴|通知|让|讓)(?:用户|用戶|任何人|使用者)|(?:ユーザー|利用者)に(?:は)?(?:知らせ|伝え|言わ)ないで|не (?:говори|сообщай|рассказывай)\p{L}* (?:об этом )?(?:пользовател|никому)/u],
  ['secrecy-order', /(?:пользовател|человек|никому)\p{L}*[^.!?\n]{0,20}не (?:говори|сообща|рассказыва|показыва)\p{L}*|не (?:говори|сообща|рассказыва|упомина)\p{L}*[^.!?\n]{0,24}(?:пользовател|никому)/iu],
  ['secrecy-order', /(?:لا|ولا) (?:تخبر|تذكر|تقل|تظهر)[^.!?\n]{0,20}(?:المستخدم|أحد|احد)/u],
  ['secrecy-order', /(?:ユーザー|利用者)に(?:は)?[^。\n]{0,8}(?:知らせ|伝え|見せ|報告し)ない|(?:사용자|누구)[^.!?\n]{0,10}(?:말하지|알리지|보여주지|언급하지) (?:마|말)|(?:不要|别|勿)(?:让|讓|向)(?:用户|用戶|任何人|使用者)[^。\n]{0,6}(?:知道|提及|透露|发现)/u],
]; // prettier-ignore

/** What is in a file of secrets is to be handed over. Guides for people say that too, servers do not. */
const ordersOfServers: readonly (readonly [ContentRule, RegExp])[] = [
  ['sensitive-file', new RegExp(`(?:${secretFile.source})[^.。!?！？\\n]{0,60}(?:вставь|вставьте|передай|отправь|помести|запиши|добавь|укажи|ضع|وضع|أرسل|ارسل|مرر|أضف|入れ|渡し|送信|含め|넣|전달|보내|填入|放入|传给|发送|写入|附上)`, 'iu')],
]; // prettier-ignore
