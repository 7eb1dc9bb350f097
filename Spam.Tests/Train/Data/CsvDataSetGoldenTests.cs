using System.Text;
using System.Text.Json;
using Spam.Train.Data;

namespace Spam.Tests.Train.Data;

/// <summary>Quoting and line ends as pandas reads them. What pandas then makes of the fields is left out: see <see cref="IsOfQuotingAndLineEnds"/>.</summary>
public class CsvDataSetGoldenTests
{
    const string Index = "text/read_csv.json";

    public static TheoryData<string> Cases
    {
        get
        {
            var cases = new TheoryData<string>();
            foreach (var name in ((IEnumerable<object[]>)GoldenData.Keys(Index, "cases")).Select(row => (string)row[0]))
            {
                if (name == "absent" || IsOfQuotingAndLineEnds(Case(name)))
                    cases.Add(name);
            }

            return cases;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Rows_are_those_of_pandas(string name)
    {
        Skip.If(name == "absent", $"{Index} is absent from the golden data.");
        var entry = Case(name);
        var csv = Encoding.UTF8.GetBytes(entry.GetProperty("csv").GetString()!);
        if (entry.TryGetProperty("error", out _))
        {
            Assert.Throws<DataSetException>(() => CsvDataSet.Read(csv, "data.csv"));
            return;
        }

        var dataSet = CsvDataSet.Read(csv, "data.csv");

        var expected = entry.GetProperty("rows").EnumerateArray().Select(row => (row[0].GetString()!, row[1].GetString()!));
        Assert.Equal(expected, dataSet.Texts.Select((text, row) => (dataSet.Labels[dataSet.LabelIds[row]], text)));
    }

    static JsonElement Case(string name) => GoldenData.Json(Index).GetProperty("cases").GetProperty(name);

    // pandas refused the file, or changed nothing but quotes and line ends: each column is of texts, none is missing, rows are numbered from 0,
    // and no text has the NUL at which pandas cuts it. In the other cases it makes missing values, numbers or an index of texts; here they stay texts.
    static bool IsOfQuotingAndLineEnds(JsonElement entry)
        => entry.TryGetProperty("error", out _)
            || (entry.GetProperty("columns").EnumerateArray().Select(column => column.GetString()).SequenceEqual(["label", "text"])
            && entry.GetProperty("dtypes").EnumerateArray().All(dtype => dtype.GetString() == "str")
            && entry.GetProperty("rows").EnumerateArray().All(row => row.EnumerateArray().All(cell => cell.ValueKind == JsonValueKind.String))
            && entry.GetProperty("index").EnumerateArray().Select((index, i) => index.GetString() == $"{i}").All(same => same)
            && !entry.GetProperty("csv").GetString()!.Contains('\0'));
}
