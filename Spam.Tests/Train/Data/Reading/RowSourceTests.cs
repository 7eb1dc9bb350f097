using System.Text;
using Spam.Train.Data;
using Spam.Train.Data.Reading;

namespace Spam.Tests.Train.Data.Reading;

public class RowSourceTests
{
    [Theory]
    [InlineData("csv", "id,label,text\n1,ham,\"a, \"\"b\"\"\nc\"\n\n2,spam,d\n", "ham|a, \"b\"\nc|2 spam|d|5")]
    [InlineData("tsv", "label\ttext\r\nham\ta, b\r\nspam\t\"c\td\"\r\n", "ham|a, b|2 spam|c\td|3")]
    [InlineData("sms", "ham\tsaid \"go\r\nspam\ta\tb\n\nham\t", "ham|said \"go|1 spam|a\tb|2 ham||4")]
    [InlineData("fasttext", "__label__ham  hello you\n__label__a __label__b\tc, d \n__label__x\n", "ham|hello you|1 a;b|c, d |2 x||3")]
    [InlineData("jsonl", "{\"text\":\"a\\u00e9\",\"label\":\"ham\"}\n{\"label\":[\"x\",\"y\"],\"text\":\"\"}\n{\"label\":1,\"text\":\"b\"}\n{\"label\":true,\"text\":\"c\"}\n{\"label\":[],\"text\":\"d\"}", "ham|aé|1 x;y||2 1|b|3 true|c|4 |d|5")]
    [InlineData("csv", "\uFEFFtext,label\nx,a\n", "a|x|2")]
    [InlineData("sms", "\uFEFFham\tx\n", "ham|x|1")]
    public void Each_format_gives_its_rows_with_their_lines(string format, string contents, string rows)
    {
        var read = Read(format, Encoding.UTF8.GetBytes(contents), out var faults);

        Assert.Equal(rows, string.Join(' ', read.Select(row => $"{row.Label}|{row.Text}|{row.Line}")));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("csv", "label,text\nham\nham,a\nham,b,c\n", 1, "2 Form the row has 1 field, but the header has 2 (label, text). Add what is missing, or delete the row.")]
    [InlineData("tsv", "label\ttext\nham\ta\tb\nham\tc\n", 1, "2 Form the row has 3 fields, but the header has 2 (label, text). Put quotes around a text that has tabs, or delete what is too much.")]
    [InlineData("csv", "label,text\nham,a\nham,\"b\nc\n", 1, "3 Form a quote opens a field in this row and is never closed. Close it, or write a quote within a quoted field twice.")]
    [InlineData("sms", "ham a\nham\tb\n", 1, "1 Form there is no tab between label and text. Put one there, or delete the line.")]
    [InlineData("fasttext", "hello\n__label__ham hi\n", 1, "1 Label the line does not begin with __label__. Give it a label, or delete it.")]
    [InlineData("fasttext", "__label__ hi\n", 0, "1 Label a label is empty. Write its name behind __label__.")]
    [InlineData("fasttext", "__label__a;b hi\n", 0, "1 Label a label has a semicolon, which stands between labels here. Write it otherwise.")]
    [InlineData("fasttext", "__label__a hi __label__b\n", 0, "1 Label a label stands behind words of the text. Put all labels before it.")]
    [InlineData("jsonl", "{\"text\":\"a\"\n{\"text\":\"a\",\"label\":\"b\"}\n", 1, "1 Form the line is not whole JSON, from column 12 on. Write one object a line, each name once.")]
    [InlineData("jsonl", "[\n]", 0, "1 Form the line is not whole JSON, from column 2 on. A list of objects becomes lines with: jq -c '.[]'.")]
    [InlineData("jsonl", "[{\"text\":\"a\"}]", 0, "1 Form the line is a JSON array; an object is needed. A list of objects becomes lines with: jq -c '.[]'.")]
    [InlineData("jsonl", "{\"label\":\"a\"}", 0, "1 Form the field 'text' is not there. Correct the line, or name the right field with --text-column.")]
    [InlineData("jsonl", "{\"label\":\"a\",\"text\":5}", 0, "1 Form the field 'text' is a JSON number; a string is needed. Correct the line, or name the right field with --text-column.")]
    [InlineData("jsonl", "{\"label\":\"a\",\"text\":\"\\ud83d\"}", 0, "1 Encoding an escape has half of a surrogate pair. Correct it, or delete the line.")]
    public void A_bad_row_is_told_with_its_line_and_the_others_are_read(string format, string contents, int numRows, string fault)
    {
        var rows = Read(format, Encoding.UTF8.GetBytes(contents), out var faults);

        Assert.Equal(numRows, rows.Count);
        Assert.Equal(fault, $"{faults[0].Line} {faults[0].Kind} {faults[0].Message}");
    }

    [Theory]
    [InlineData("{\"text\":\"a\"}")]
    [InlineData("{\"text\":\"a\",\"label\":null}")]
    [InlineData("{\"text\":\"a\",\"label\":{}}")]
    [InlineData("{\"text\":\"a\",\"label\":[1]}")]
    [InlineData("{\"text\":\"a\",\"label\":[\"a;b\"]}")]
    public void What_is_no_label_in_JSON_is_told(string line)
    {
        Read("jsonl", Encoding.UTF8.GetBytes(line), out var faults);

        Assert.Equal(FaultKind.Label, Assert.Single(faults).Kind);
    }

    [Theory]
    [InlineData("csv", "label,text\nham,a\n", "\nham,b\n", "ham,", 3, 21)]
    [InlineData("csv", "label,text\nham,\"a\nb", "\"\nham,b\n", "", 3, 19)]
    [InlineData("sms", "ham\ta\r\n", "\nham\tb\n", "ham\t", 2, 11)]
    [InlineData("jsonl", "{\"text\":\"a\",\"label\":\"b\"}\n", "\"}\n{\"text\":\"a\",\"label\":\"b\"}", "{\"text\":\"", 2, 34)]
    public void A_byte_that_is_not_UTF8_is_told_with_its_line_and_offset(string format, string before, string after, string line, int number, int offset)
    {
        byte[] contents = [.. Encoding.UTF8.GetBytes(before + line), 0xE9, .. Encoding.UTF8.GetBytes(after)];

        var rows = Read(format, contents, out var faults);

        var fault = Assert.Single(faults);
        Assert.Equal((number, FaultKind.Encoding), (fault.Line, fault.Kind));
        Assert.Equal($"the byte 0xE9 at offset {offset} is not UTF-8. Save the file as UTF-8.", fault.Message);
        Assert.NotEmpty(rows);
    }

    [Fact]
    public void Lines_up_to_the_limit_are_read_and_longer_ones_told()
    {
        var fits = $"ham\t{new string('x', CsvDataSet.MaxRowBytes - 4)}";
        var contents = Encoding.UTF8.GetBytes($"{fits}\n{fits}y\r\nham\tb\n{new string('z', 5 << 20)}\nham\tc");

        var rows = Read("sms", contents, out var faults);

        Assert.Equal([1, 3, 5], rows.Select(row => row.Line));
        Assert.Equal([(2, FaultKind.Length), (4, FaultKind.Length)], faults.Select(fault => (fault.Line, fault.Kind)));
        Assert.Equal("the line is longer than 1 MiB, the limit. Shorten the text.", faults[0].Message);
    }

    [Fact]
    public void Offsets_are_right_behind_a_line_that_was_too_long()
    {
        byte[] contents = [.. Enumerable.Repeat((byte)'z', 3 << 20), (byte)'\n', (byte)'a', 0xE9];

        Read("sms", contents, out var faults);

        Assert.Equal($"the byte 0xE9 at offset {(3 << 20) + 2} is not UTF-8. Save the file as UTF-8.", faults[1].Message);
    }

    [Fact]
    public void A_folder_gives_its_files_in_the_order_of_their_names()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/spam/2.txt", "win\n");
        folder.Write("data/ham/b/1.txt", "\uFEFFline\r\nline\r\n");
        folder.Write("data/ham/a.txt", "");
        folder.Write("data/README", "about");
        folder.Write("data/ham/.hidden", "x");
        folder.Write("data/a;b/1", "x");
        var faults = new List<RowFault>();

        var source = RowSource.Open(folder["data"], null, new());
        var rows = source.Read(faults.Add).ToList();

        Assert.Equal(["ham||3", "ham|line\r\nline|4", "spam|win|5"], rows.Select(row => $"{row.Label}|{row.Text}|{row.Line}"));
        Assert.Equal(folder["data/ham/b/1.txt"], source.PlaceOf(rows[1].Line));
        Assert.Equal([folder["data/README"], folder["data/a;b/1"]], faults.Select(fault => source.PlaceOf(fault.Line)));
    }

    [Fact]
    public void An_empty_folder_and_a_format_of_another_kind_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "");

        Assert.EndsWith(" holds no files. A data set in a folder has a folder for each label, and in it a file for each text.", Assert.Throws<DataSetException>(() => new FolderRows(Directory.CreateDirectory(folder["empty"]).FullName).Read(_ => { }).ToList()).Message);
        Assert.EndsWith(" is a folder; for --from csv a file is needed.", Assert.Throws<DataSetException>(() => RowSource.Open(folder.Path, DataFormat.Csv, new())).Message);
        Assert.EndsWith(" is a file; for --from folder a folder is needed.", Assert.Throws<DataSetException>(() => RowSource.Open(folder["a.csv"], DataFormat.Folder, new())).Message);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("tsv")]
    [InlineData("sms")]
    [InlineData("fasttext")]
    [InlineData("jsonl")]
    public void Damaged_files_give_rows_and_faults_and_nothing_else(string format)
    {
        var random = new Random(11);
        var whole = Encoding.UTF8.GetBytes(format switch
        {
            "csv" => "label,text\nham,\"a, \"\"b\"\"\nc\"\nspam,dé\r\n\n",
            "tsv" => "label\ttext\nham\t\"a\tb\"\nspam\tdé\n",
            "sms" => "ham\ta b\r\nspam\t\"é\n\n",
            "fasttext" => "__label__a __label__b hé\n__label__c\tx\n",
            _ => "{\"text\":\"é\\ud83d\\ude00\",\"label\":[\"a\",\"b\"]}\n{\"text\":\"\",\"label\":1}\n",
        });
        for (var round = 0; round < 3000; round++)
        {
            byte[] bytes = [.. whole, .. whole[..random.Next(whole.Length)]];
            for (var i = random.Next(5); i > 0; i--)
                bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : "\"\n\t,;{}[]\\_"u8[random.Next(11)];

            try
            {
                var rows = Read(format, bytes[..random.Next(bytes.Length + 1)], out var faults);

                Assert.All(rows, row => Assert.True(row.Line > 0));
                Assert.All(faults, fault => Assert.EndsWith(".", fault.Message));
            }
            catch (DataSetException)
            {
                Assert.True(format is "csv" or "tsv"); // whose header may be damaged
            }
        }
    }

    [Theory]
    [InlineData("a.jsonl", "{\"text\":\"x\",\"label\":\"b\"}\n{\"text\":\"y\",\"label\":\"a\"}\n")]
    [InlineData("a.tsv", "label\ttext\nb\tx\na\ty\n")]
    [InlineData("a.txt", "__label__b x\n__label__a y\n")]
    public void What_is_trained_on_may_have_any_of_these_formats(string file, string contents)
    {
        var dataSet = CsvDataSet.Read(Encoding.UTF8.GetBytes(contents), file);

        Assert.Equal(["x", "y"], dataSet.Texts);
        Assert.Equal(["b", "a"], dataSet.Labels);
    }

    [Fact]
    public void A_bad_line_is_not_trained_on()
    {
        var error = Assert.Throws<DataSetException>(() => CsvDataSet.Read("__label__b x\ny\n"u8.ToArray(), "a.txt"));

        Assert.Equal("a.txt line 2: the line does not begin with __label__. Give it a label, or delete it.", error.Message);
    }

    static List<DataRow> Read(string format, byte[] contents, out List<RowFault> faults)
    {
        var told = faults = [];
        return [.. RowSource.Of("file", DataFormats.Parse(format), new(), () => new MemoryStream(contents)).Read(told.Add)];
    }
}
