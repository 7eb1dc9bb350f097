using System.Text;
using Spam.Train.Data;
using Spam.Train.Data.Reading;

namespace Spam.Tests.Train.Data.Reading;

public class DataFormatsTests
{
    [Theory]
    [InlineData("a.csv", "label,text\nham,a\n", "csv")]
    [InlineData("a.CSV", "label\ttext\nham\ta\n", "csv")]
    [InlineData("a.tsv", "label\ttext\nham\ta\n", "tsv")]
    [InlineData("a.txt", "label\ttext\nham\ta\n", "tsv")]
    [InlineData("a.txt", "label,text\nham,a\tb\n", "csv")]
    [InlineData("a", "", "csv")]
    [InlineData("a.jsonl", "", "jsonl")]
    [InlineData("a.json", "[{}]", "jsonl")]
    [InlineData("a.csv", "\n {\"text\": 1}", "jsonl")]
    [InlineData("a.txt", "__label__ham hello, you\n", "fasttext")]
    [InlineData("\u0001.txt", "\uFEFF__label__ham hello\n", "fasttext")]
    [InlineData("SMSSpamCollection", "ham\tGo until jurong point, crazy..\nspam\tFree\n", "sms")]
    [InlineData("sms.tsv", "spam\tFree \"entry\"\n", "sms")]
    public void The_first_line_tells_the_format_else_the_name(string path, string head, string format)
        => Assert.Equal(format, DataFormats.Of(DataFormats.Detect(path, Encoding.UTF8.GetBytes(head))));

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 65, 0 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 65 })]
    public void UTF16_is_refused(byte[] head)
        => Assert.Equal("a.csv begins with the byte order mark of UTF-16. Save the file as UTF-8.", Assert.Throws<DataSetException>(() => DataFormats.Detect("a.csv", head)).Message);

    [Fact]
    public void A_path_to_nothing_is_refused()
        => Assert.Equal("none does not exist. Name a file of texts, or a folder with a folder for each label.", Assert.Throws<DataSetException>(() => DataFormats.Detect("none")).Message);

    [Fact]
    public void Every_format_has_a_name()
        => Assert.Equal(Enum.GetValues<DataFormat>(), DataFormats.All.Select(DataFormats.Parse));
}
