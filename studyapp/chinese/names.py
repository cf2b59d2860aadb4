"""Names of persons standing alone: 王小溪, 李　白, 茶园守桥人　王小溪."""

import re

from studyapp.chinese.characters import HAN

# The most frequent surnames; rarer ones are also ordinary words at the head of a line.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊"
    "秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温鲁葛季屈辛柳岑卓纪"
)
NAME = re.compile(rf"[{''.join(sorted(SURNAMES))}]\s?[{HAN}](?:\s?[{HAN}])?")
SIGNATURE = re.compile(rf"(?:[{HAN}]{{2,16}}\s+)?{NAME.pattern}")
