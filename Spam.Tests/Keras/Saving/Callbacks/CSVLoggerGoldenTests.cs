using System.Globalization;
using Spam.Keras.Saving.Callbacks;

namespace Spam.Tests.Keras.Saving.Callbacks;

public class CSVLoggerGoldenTests
{
    const string Folder = "formats/events/";

    [SkippableTheory, InlineData("log.csv", ','), InlineData("log_semicolon.csv", ';')]
    public void The_table_is_Kerass(string file, char separator)
    {
        using var folder = new TemporaryFolder();
        var golden = File.ReadAllText(GoldenData.Require(Folder + file));
        var path = folder.Write(file, "an older log\r\n");

        LoggedHistory.Tell(new CSVLogger(path, separator), LoggedHistory.Read());

        Assert.Equal(golden, File.ReadAllText(path));
    }

    [SkippableFact]
    public void A_table_is_continued_without_a_second_head_and_has_columns_for_validations_to_come()
    {
        using var folder = new TemporaryFolder();
        var golden = File.ReadAllText(GoldenData.Require(Folder + "log_append_no_val.csv"));
        var lines = golden.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var logs = lines.Skip(1).Select(cells => cells.Index().Where(cell => cell.Index > 0 && cell.Item != "NA")
            .ToDictionary(cell => lines[0][cell.Index], cell => float.Parse(cell.Item, CultureInfo.InvariantCulture))).ToList();

        LoggedHistory.Tell(new CSVLogger(folder["log.csv"], append: true), logs[..2]);
        LoggedHistory.Tell(new CSVLogger(folder["log.csv"], append: true), logs[2..]);

        Assert.Equal(golden, File.ReadAllText(folder["log.csv"]));
    }
}
