using System.Text;
using Spam.Train.Data;

namespace Spam.Tests.Train.Data;

public class CsvDataSetTests
{
    [Fact]
    public void What_pandas_takes_for_missing_is_a_text()
    {
        var dataSet = Read("label,text\na,NA\nb,null\nc,\nd,\"\"\ne,NaN\nf,12\n");

        Assert.Equal(["NA", "null", "", "", "NaN", "12"], dataSet.Texts);
    }

    [Fact]
    public void Columns_are_found_by_name_among_others()
    {
        var dataSet = CsvDataSet.Read("id,body,kind\n1,hello,x\n2,bye,y\n"u8.ToArray(), "d.csv", new("body", "kind"));

        Assert.Equal(["hello", "bye"], dataSet.Texts);
        Assert.Equal(["x", "y"], dataSet.Labels);
    }

    [Fact]
    public void Labels_come_in_order_of_first_appearance()
    {
        var dataSet = Read("label,text\nspam,a\nham,b\nspam,c\n");

        Assert.Equal(["spam", "ham"], dataSet.Labels);
        Assert.Equal([0, 1, 0], dataSet.LabelIds);
    }

    [Fact]
    public void Labels_come_in_the_given_order()
    {
        var dataSet = CsvDataSet.Read("label,text\nspam,a\nham,b\n"u8.ToArray(), "d.csv", labels: ["ham", "spam", "other"]);

        Assert.Equal(["ham", "spam", "other"], dataSet.Labels);
        Assert.Equal([1, 0], dataSet.LabelIds);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name()
        => Assert.Equal(["x"], Read("\uFEFFtext,label\nx,a\n").Texts);

    [Fact]
    public void Blank_lines_are_skipped_and_counted()
    {
        var error = Refused("\nlabel,text\n\n  \r\na,x\n\nb\n");

        Assert.StartsWith("d.csv line 7: the row has 1 field,", error);
    }

    [Fact]
    public void A_text_of_the_product_keeps_its_control_characters()
        => Assert.Equal(["x\0y"], Read("label,text\na,x\0y\n").Texts);

    [Theory]
    [InlineData("label,text\na,\"one\ntwo\"\nb\n",
        "d.csv line 4: the row has 1 field, but the header has 2 (label, text). Add what is missing, or delete the row.")]
    [InlineData("label,text\na,b,c\n",
        "d.csv line 2: the row has 3 fields, but the header has 2 (label, text). Put quotes around a text that has commas, or delete what is too much.")]
    [InlineData("label,text\na,x\nb,\"y\nc,z\n",
        "d.csv line 3: a quote opens a field in this row and is never closed. Close it, or write a quote within a quoted field twice.")]
    [InlineData("label,text\na\"b,\"y\nc,z\n",
        "d.csv line 2: a quote opens a field in this row and is never closed. Close it, or write a quote within a quoted field twice.")]
    [InlineData("label,text\na,\"x\"\"\n",
        "d.csv line 2: a quote opens a field in this row and is never closed. Close it, or write a quote within a quoted field twice.")]
    [InlineData("v1,v2\na,b\n",
        "d.csv has no column 'text'; its columns are 'v1', 'v2'. Name the right one with --text-column.")]
    [InlineData("text,Label\na,b\n",
        "d.csv has no column 'label'; its columns are 'text', 'Label'. Name the right one with --label-column.")]
    [InlineData("text,text,label\na,b,c\n",
        "d.csv has the column 'text' twice. Rename one of them, or name another column with --text-column.")]
    [InlineData("label,text\na,x\n,y\n",
        "d.csv line 3: the label is empty. Give the row a label, or delete it.")]
    [InlineData("", "d.csv is empty. A data set has a first row that names its columns, as label,text, and a row for each text.")]
    [InlineData("\n\n", "d.csv is empty. A data set has a first row that names its columns, as label,text, and a row for each text.")]
    [InlineData("label,text\n", "d.csv has a header and no rows. Add a row for each text.")]
    public void A_bad_file_is_refused_with_its_line_and_the_fix(string csv, string message)
        => Assert.Equal(message, Refused(csv));

    [Fact]
    public void A_label_that_was_not_given_is_refused_and_shortened()
    {
        var csv = Encoding.UTF8.GetBytes($"label,text\nham,a\n{new string('x', 50)},b\n");

        var error = Assert.Throws<DataSetException>(() => CsvDataSet.Read(csv, "d.csv", labels: ["ham", "spam"]));

        Assert.Equal(
            "d.csv line 3: the label 'xxxxxxxxxxxxxxxxxxxx... (50 characters)' is none of ham, spam. Correct the row; to train on it, add the label to --labels.", error.Message);
    }

    [Fact]
    public void A_label_given_twice_is_refused()
    {
        var error = Assert.Throws<DataSetException>(() => CsvDataSet.Read("label,text\na,x\n"u8.ToArray(), "d.csv", labels: ["a", "a"]));

        Assert.StartsWith("The label 'a' is given twice.", error.Message);
    }

    [Fact]
    public void Texts_in_the_place_of_labels_are_noticed()
    {
        var csv = $"label,text\n{string.Concat(Enumerable.Range(0, 1001).Select(i => $"some text {i},a\n"))}";

        Assert.Equal("d.csv line 1002: more than 1000 labels. Name the column that holds the labels with --label-column.", Refused(csv));
    }

    [Fact]
    public void A_row_above_the_limit_is_refused()
    {
        var csv = $"label,text\na,\"{new string('x', 5 << 20)}\"\n";

        Assert.StartsWith("d.csv line 2: the row that starts here is longer than 1 MiB, the limit.", Refused(csv));
    }

    [Fact]
    public void A_row_just_below_the_limit_is_read()
    {
        var text = new string('x', CsvDataSet.MaxRowBytes - 2);

        Assert.Equal(text, Read($"label,text\na,{text}\n").Texts[0]);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'\r', (byte)'\n', (byte)'b', 0xE9 }, "d.csv line 2: the byte 0xE9 at offset 4 is not UTF-8. Save the file as UTF-8.")]
    [InlineData(new byte[] { (byte)'a', (byte)'\r', (byte)'\n', (byte)'\n', 0xC3, (byte)'x' }, "d.csv line 3: the byte 0xC3 at offset 4 is not UTF-8. Save the file as UTF-8.")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, "d.csv line 1: the byte 0xFF at offset 0 is not UTF-8. It looks like UTF-16. Save the file as UTF-8.")]
    [InlineData(new byte[] { (byte)'\r', 0xED, 0xA0, 0x80 }, "d.csv line 2: the byte 0xED at offset 1 is not UTF-8. Save the file as UTF-8.")]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_line(byte[] bytes, string message)
        => Assert.Equal(message, Assert.Throws<DataSetException>(() => CsvDataSet.Read(bytes, "d.csv")).Message);

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        var missing = Assert.Throws<DataSetException>(() => CsvDataSet.Read("no-such-file.csv"));
        var folder = Assert.Throws<DataSetException>(() => CsvDataSet.Read(Path.GetTempPath()));

        Assert.Equal("no-such-file.csv does not exist. Name a CSV file with --data.", missing.Message);
        Assert.Contains("is a folder", folder.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spam-messages.csv", 2697, new[] { "spam", "ham" }, new[] { 858, 1839 })]
    [InlineData("support-tickets.csv", 800, new[] { "account", "billing", "delivery", "technical", "feedback" }, new[] { 160, 160, 160, 160, 160 })]
    public void The_bundled_data_has_the_rows_that_its_readme_names(string file, int rows, string[] labels, int[] counts)
    {
        var dataSet = CsvDataSet.Read(Path.Combine(AppContext.BaseDirectory, BundledData.Find(AppContext.BaseDirectory), "..", file));

        Assert.Equal(rows, dataSet.Count);
        Assert.Equal(
            labels.Zip(counts).OrderBy(pair => pair.First, StringComparer.Ordinal),
            dataSet.LabelIds.CountBy(id => id).Select(pair => (dataSet.Labels[pair.Key], pair.Value)).OrderBy(pair => pair.Item1, StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_first_row_of_a_text_stays()
    {
        var (dataSet, numRemoved) = Read("label,text\na,x\nb,y\nb,x\n").WithoutDuplicates();

        Assert.Equal(1, numRemoved);
        Assert.Equal(["x", "y"], dataSet.Texts);
        Assert.Equal([0, 1], dataSet.LabelIds);
    }

    static DataSet Read(string csv) => CsvDataSet.Read(Encoding.UTF8.GetBytes(csv), "d.csv");

    static string Refused(string csv) => Assert.Throws<DataSetException>(() => Read(csv)).Message;
}
