//! The notes of the comparisons in Chinese. The tables have them in English; a note is sentences parted by `; `,
//! and where it has numbers they stand as `#` here.

/// Sentences and what they are in Chinese, numbers in the same order.
const SENTENCES: &[(&str, &str)] = &[
    (
        "outside the domain of the prediction (a search over many models)",
        "超出推算的适用范围（对多个模型的搜索）",
    ),
    ("outside the domain of the prediction (encoder only)", "超出推算的适用范围（仅编码器）"),
    (
        "outside the domain of the prediction (encoder-decoder: each token passes part of the parameters)",
        "超出推算的适用范围（编码器-解码器：每个词元只经过部分参数）",
    ),
    (
        "outside the domain of the prediction (below # billion parameters)",
        "超出推算的适用范围（参数量低于 # × 10 亿）",
    ),
    ("published work at the registry's MFU", "已公布的运算量，按登记的 MFU"),
    ("#·N·D at the registry's MFU", "#·N·D，按登记的 MFU"),
    (
        "active #B and #T tokens are from LLMCarbon data/database.csv",
        "激活参数 #B 与 #T 词元取自 LLMCarbon data/database.csv",
    ),
    ("#/# gross/net", "总量/净量为 #/#"),
    ("chip count # is an assumption by the authors", "芯片数 # 为作者假设"),
    ("power and PUE measured by the operator", "功率与 PUE 由运营者实测"),
    (
        "MFU # of the registry, one of the dense cases that the default is the median of",
        "按登记的 MFU #；该默认值是若干稠密案例的中位数，本案例在其中",
    ),
    (
        "MFU # of the registry, not among the cases that the default comes from",
        "按登记的 MFU #；本案例不在得出该默认值的案例之中",
    ),
    ("MFU #, the median of the other # cases", "MFU 取 #，为其余 # 个案例的中位数"),
    ("reported MFU # to #%", "所报 MFU 为 # 至 #%"),
    (
        "grid factor # g/kWh and # t need checking against the paper (arithmetic closes)",
        "电网系数 # g/kWh 与 # 吨尚待对照论文核实（算术吻合）",
    ),
    ("published energy excludes PUE", "公布的能耗不含 PUE"),
    ("MFU #% reported elsewhere", "另有来源报告 MFU 为 #%"),
    (
        "grid factor and PUE need checking against the paper (arithmetic closes)",
        "电网系数与 PUE 尚待对照论文核实（算术吻合）",
    ),
    ("hypothetical common data centre, not the actual site", "假想的通用数据中心，并非实际地点"),
    (
        "the developer reported # t for the actual run (needs checking)",
        "开发者报告实际训练排放 # 吨（尚待核实）",
    ),
    ("about # months on # A100", "约 # 个月，# 块 A100"),
    (
        "the four released final runs sum to # MWh, so all development is # times the final runs",
        "四次正式发布的训练合计 # MWh，故全部研发为其 # 倍",
    ),
    ("# tCO2e published over # MWh (hours × stated watts)", "公布的 # tCO2e 除以 # MWh（小时 × 标称功率）"),
    (
        "# tCO2e published over # MWh (hours × thermal design power)",
        "公布的 # tCO2e 除以 # MWh（小时 × 热设计功耗）",
    ),
    ("implied # gCO2/kWh on hours x # W", "隐含 # gCO2/kWh（按小时 × # W）"),
    ("tokens #T+ (lower bound)", "词元数 #T 以上（下限）"),
    ("hours rounded to #-# digits", "小时数取 # 至 # 位有效数字"),
    (
        "REJECT: the printed # t for # million H100-hours at # W implies # g/kWh, about a hundredth of the grid it ran on",
        "不予采信：所印 # 吨，对应 # 百万 H100 小时、# W，隐含 # g/kWh，约为其所在电网的百分之一",
    ),
    ("a checker must flag this case, not fit it", "核对程序必须标出此案例，而不是去拟合它"),
    ("FP8 may have been used", "可能使用了 FP8"),
    ("MFU is against BF16 peak", "MFU 以 BF16 峰值为基准"),
    ("site claims # g/kWh (hydro contract)", "该地点自称 # g/kWh（水电合同）"),
    ("# g/kWh lifecycle gives # t", "按生命周期 # g/kWh 计为 # 吨"),
    ("energy includes PUE", "能耗含 PUE"),
    ("too little is published to compute it", "公布的信息不足以计算"),
    (
        "#B on # TPUv5e (#T tokens), #B on # TPUv5e (#T tokens)",
        "#B 用 # 块 TPUv5e（#T 词元），#B 用 # 块 TPUv5e（#T 词元）",
    ),
    ("energy not published", "未公布能耗"),
    (
        "# million hours in total with context extension and post-training",
        "含上下文扩展与后训练共 # 百万小时",
    ),
    ("FP8 training: MFU here is against the BF16 peak", "FP8 训练：此处 MFU 以 BF16 峰值为基准"),
    ("no energy published", "未公布能耗"),
    ("grid factor is implied by # t / # MWh", "电网系数由 # 吨 / # MWh 推得"),
    ("hours are an upper bound", "小时数为上限"),
    ("encoder-decoder", "编码器-解码器"),
    (
        "#ND overstates because each token passes only part of the parameters",
        "每个词元只经过部分参数，#ND 偏高",
    ),
    (
        "the variant is a second method by the same authors: do not mix",
        "另一数值是同一作者的第二种方法，不可混用",
    ),
    ("device-hours are an upper bound", "设备小时为上限"),
    (
        "identity above #: wall-clock includes downtime or partial clusters, so device_hours here is an upper bound",
        "恒等式高于 #：历时包含停机或部分集群，故设备小时为上限",
    ),
    ("compute and hardware are an estimate by the data set authors", "运算量与硬件为数据集作者的估计"),
    (
        "Stanford AI Index # gives # million USD on a cloud-price method",
        "斯坦福 AI 指数 # 按云价格法给出 # 百万美元",
    ),
    (
        "no MFU in the data: the registry's, from the work of the data",
        "数据中没有 MFU：按登记值，由数据中的运算量推算",
    ),
    ("neither hours nor hardware are published", "小时数与硬件均未公布"),
    ("hardware imputed by the data set authors", "硬件由数据集作者推断"),
    ("low confidence", "可信度低"),
    (
        "# M pre-training + # M context extension + # M post-training hours at an assumed USD # per hour",
        "预训练 # 百万 + 上下文扩展 # 百万 + 后训练 # 百万小时，假定每小时 # 美元",
    ),
    ("final run only (no research, experiments, staff)", "仅最终训练（不含研究、实验与人员）"),
    ("#*N*D gives #e24 FLOP", "#·N·D 得 #e24 FLOP"),
    ("an independent estimate is USD # million (# basis)", "另有独立估计为 # 百万美元（# 年基准）"),
    (
        "too little of model, deployment and load is published to compute it",
        "模型、部署与负载的公布信息不足以计算",
    ),
    (
        "too little of model, deployment and load is published to compute it (per average query)",
        "模型、部署与负载的公布信息不足以计算（每次平均查询）",
    ),
    (
        "too little of model, deployment and load is published to compute it (per # output tokens)",
        "模型、部署与负载的公布信息不足以计算（每 # 个输出词元）",
    ),
    (
        "too little of model, deployment and load is published to compute it (per prompt, # output tokens assumed upstream)",
        "模型、部署与负载的公布信息不足以计算（每次提示，来源假定 # 个输出词元）",
    ),
    (
        "too little of model, deployment and load is published to compute it (per response)",
        "模型、部署与负载的公布信息不足以计算（每次回答）",
    ),
    ("Wh is IT energy (server), # kWh per request", "Wh 为 IT 能耗（服务器），每次请求 # kWh"),
    (
        "from tokens, uncalibrated, with the deployment described: # decode devices, # sequences a replica",
        "由词元推算，未校准，按所述部署：# 台解码设备，每副本 # 条序列",
    ),
    ("bandwidth of the H100 (assumption)", "带宽按 H100（假设）"),
    ("extrapolated (mixture of experts, long context)", "外推（混合专家、长上下文）"),
    ("# h window", "# 小时时段"),
    ("no power published", "未公布功率"),
    ("theoretical revenue prices every token at list price", "理论收入按目录价计算每个词元"),
    ("actual revenue stated to be substantially lower", "据称实际收入远低于此"),
    ("published: output tokens over the throughput published", "公布值：输出词元除以公布的吞吐"),
    (
        "published: input tokens, hits included, over the throughput published",
        "公布值：输入词元（含命中）除以公布的吞吐",
    ),
    (
        "known weakness, no bar: decode and prefill err in opposite directions",
        "已知的薄弱之处，不设标准：解码与预填充的误差方向相反",
    ),
    ("#% is profit/COST", "#% 是利润与成本之比"),
    (
        "equals #% of revenue. Actual revenue stated to be substantially lower",
        "相当于收入的 #%。据称实际收入远低于此",
    ),
    ("#-#/#", "#-#/#"),
    ("as if # % of the load were matched by contracts", "相当于 # % 的负载有合同匹配"),
    ("LB/MB ratio #", "基于位置与基于市场之比 #"),
    ("another IEA line puts data centres at about #% of demand", "国际能源署另一处称数据中心约占需求的 #%"),
    ("the two figures disagree", "两个数字不一致"),
    (
        "quoted from the fit, not computed here: the measured rows are not shipped",
        "引自拟合结果，未在此计算：不附带实测数据",
    ),
    ("sums over all requests", "对全部请求求和"),
    ("the error is the largest of any request", "误差取各请求中最大者"),
    ("sums over all settings, whole orders", "对全部设置求和，整数阶"),
    ("the error is the largest of any setting", "误差取各设置中最大者"),
];

/// A sentence with `#` for each number that stands by itself, and the numbers.
fn template(sentence: &str) -> (String, Vec<&str>) {
    let (mut text, mut numbers) = (String::new(), Vec::new());
    let bytes = sentence.as_bytes();
    let (mut at, mut plain) = (0, 0);
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    while at < bytes.len() {
        // Digits within a name, such as those of A100, belong to it.
        let in_name = at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_alphabetic);
        if !is_digit(at) {
            at += 1;
            continue;
        }
        if in_name {
            while is_digit(at) {
                at += 1;
            }
            continue;
        }
        let begin = at;
        while is_digit(at) || (matches!(bytes.get(at), Some(b'.' | b',')) && is_digit(at + 1)) {
            at += 1;
        }
        text.push_str(sentence.get(plain..begin).unwrap_or_default());
        text.push('#');
        numbers.extend(sentence.get(begin..at));
        plain = at;
    }
    text.push_str(sentence.get(plain..).unwrap_or_default());
    (text, numbers)
}

/// A sentence in Chinese; none where it is not known.
fn sentence(text: &str) -> Option<String> {
    let (template, numbers) = template(text);
    let (_, chinese) = SENTENCES.iter().find(|(known, _)| *known == template)?;
    Some(numbers.iter().fold((*chinese).to_owned(), |text, number| text.replacen('#', number, 1)))
}

/// A note in Chinese; none where a sentence of it is not known.
pub(super) fn in_chinese(note: &str) -> Option<String> {
    let sentences: Option<Vec<String>> = note.split("; ").map(sentence).collect();
    sentences.map(|sentences| sentences.join("；"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::validation::report;

    #[test]
    fn numbers_stand_apart_from_names() {
        let (text, numbers) = template("MFU 0.318, the median of the other 21 cases on A100, 1.2e24 FLOP");
        assert_eq!(text, "MFU #, the median of the other # cases on A100, #e24 FLOP");
        assert_eq!(numbers, ["0.318", "21", "1.2"]);
    }

    #[test]
    fn every_note_is_known_in_chinese_and_keeps_its_numbers() {
        let mut missing: Vec<String> = Vec::new();
        for row in report().rows.iter().filter(|row| !row.note.is_empty()) {
            for text in row.note.split("; ") {
                match sentence(text) {
                    Some(chinese) => assert!(!chinese.contains('#'), "{chinese}"),
                    None => missing.push(template(text).0),
                }
            }
        }
        missing.sort();
        missing.dedup();
        assert!(missing.is_empty(), "{missing:#?}");
        for (english, chinese) in SENTENCES {
            assert_eq!(english.matches('#').count(), chinese.matches('#').count(), "{english}");
        }
    }
}
