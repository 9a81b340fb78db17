import { expect, test } from 'vitest';
import { asParagraphs, asText, counted, pasted, placeIn } from './paragraphs';

test('an empty line begins a paragraph, a line end alone does not', () => {
  expect(asParagraphs('Một\nhai\n\n\n  ba \n \nbốn\n\n')).toEqual(['Một\nhai', 'ba', 'bốn']);
  expect(asParagraphs(' \n\n ')).toEqual([]);
  const kept = ['Một\nhai', 'ba'];
  expect(asParagraphs(asText(kept))).toEqual(kept);
});

test('a place of the text is told by its paragraph and the letters before it', () => {
  const text = '\nMột hai\n\n\n  ba bốn';
  expect(placeIn(text, 0)).toEqual({ paragraph: 0, letters: 0 });
  expect(placeIn(text, 6)).toEqual({ paragraph: 0, letters: 4 });
  expect(placeIn(text, text.length)).toEqual({ paragraph: 1, letters: 5 });
  expect(placeIn('Tie\u0302\u0301ng', 6)).toEqual({ paragraph: 0, letters: 4 });
});

test('words are counted as they are written apart', () => {
  expect(counted(['Cải cách hành chính – năm 2022', 'đạt 99,4 %'])).toBe(8);
  expect(counted([])).toBe(0);
});

test('from Word come its paragraphs, dashes for bullets, and nothing that cannot be seen', () => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {color:red}</style></head>
    <body><!--StartFragment--><p class=MsoNormal style='x'>Năm&nbsp;2022, Trung tâm ti\u00ADếp nhận
    <b>41.286</b> hồ sơ.<o:p></o:p></p>
    <p class=MsoNormal><o:p>&nbsp;</o:p></p>
    <p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Giảm\u200B thời gian</p>
    <p class=MsoListParagraph><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Một</p>
    <script>alert(1)</script><!--EndFragment--></body></html>`;
  expect(asParagraphs(pasted(word, 'bỏ qua'))).toEqual([
    'Năm 2022, Trung tâm tiếp nhận 41.286 hồ sơ.',
    '- Giảm thời gian',
    '1. Một',
  ]);
});

test('lists, tables and line breaks of a page keep their lines', () => {
  const html = '<div>Một<br>hai<ul><li>ba</li><li>bốn</li></ul><table><tr><td>Chỉ tiêu</td><td>98%</td></tr></table></div>';
  expect(asParagraphs(pasted(html, ''))).toEqual(['Một\nhai', '- ba', '- bốn', 'Chỉ tiêu; 98%']);
});

test('letters typed apart are put together', () => {
  expect(pasted('', 'Tie\u0302\u0301ng Vie\u0323\u0302t')).toBe('Tiếng Việt'.normalize('NFC'));
});

test('plain text from Word has a paragraph a line, one broken to a width has empty lines', () => {
  expect(asParagraphs(pasted('', 'Một.\r\n•\tHai.\r\no\tBa.\r\n'))).toEqual(['Một.', '- Hai.', '- Ba.']);
  expect(asParagraphs(pasted('', 'Dòng thứ nhất\nnối tiếp.\n\nĐoạn hai:\n- một\n- hai\n'))).toEqual([
    'Dòng thứ nhất nối tiếp.',
    'Đoạn hai:',
    '- một',
    '- hai',
  ]);
  expect(pasted('', 'o tô')).toBe('o tô');
});

test('a soft hyphen that is a letter of an old encoding stays, one of hyphenation does not', () => {
  expect(pasted('', 'Nh\u00ADng ng\u00AD\u00EAi tr\u00ADng')).toBe('Nh\u00ADng ng\u00AD\u00EAi tr\u00ADng');
  expect(pasted('', 'hyphen\u00ADation')).toBe('hyphenation');
});
