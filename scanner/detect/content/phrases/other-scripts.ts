import type { Evidence, Surface } from '../content-finding.ts';

const scripts = /[\u0400-\u04FF\u0590-\u06FF\u0900-\u097F\u3040-\u30FF\u4E00-\u9FFF\uAC00-\uD7AF]/;

/** The order to drop what was said before, in scripts the anchors do not reach. */
export function findOrdersInOtherScripts(text: string, surface: Surface): readonly Evidence[] {
  if (surface === 'argument' || !scripts.test(text)) {
    return [];
  }
  return orders.flatMap((shape): readonly Evidence[] => {
    const match = shape.exec(text);
    return match === null
      ? []
      : [
          {
            rule: 'override-order',
            tier: 'hard',
            severity: 'high',
            confidence: 'likely',
            span: { start: match.index, end: match.index + match[0].length },
          },
        ];
  });
}

const orders: readonly RegExp[] = [
  /(?:忽略|无视|無視|忘记|忘掉|不要理会|不要遵守)[^。！？\n]{0,16}(?:指令|指示|说明|規則|规则|提示|命令|要求)/u,
  /(?:以前|これまで|上記|前|すべて|全て)[^。！？\n]{0,12}(?:指示|命令|ルール|プロンプト)[^。！？\n]{0,6}(?:無視|忘れ)/u,
  /(?:이전|위의?|모든)[^.!?\n]{0,12}(?:지시|명령|규칙|지침|프롬프트)[^.!?\n]{0,8}(?:무시|잊)/u,
  /(?:игнорир\p{L}*|забуд\p{L}*|не обращай\p{L}* внимания)[^.!?\n]{0,40}(?:инструкци|указани|команд|правил|подсказк)/iu,
  /(?:تجاهل|انس|انسى)[^.!?\n]{0,30}(?:التعليمات|الأوامر|القواعد)/u,
  /(?:התעלם|התעלמי|שכח)[^.!?\n]{0,30}(?:ההוראות|הוראות|הכללים)/u,
  /(?:पिछले|पिछली|सभी)[^।!?\n]{0,24}(?:निर्देश|आदेश)[^।!?\n]{0,20}(?:अनदेखा|नज़रअंदाज़|भूल)/u,
];
