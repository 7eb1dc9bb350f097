using System.Globalization;
using System.Text.Json.Nodes;
using Spam.Train.Data.Reading;
using Spam.Train.Reports;

namespace Spam.Train.Data.Preparation.Surveys;

/// <summary>What a survey found, for people and for programs.</summary>
static class SurveyReport
{
    /// <summary>As tables and facts.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="written">The files that were written; null where none were.</param>
    /// <param name="options">What was asked for.</param>
    public static IEnumerable<Report> Reports(DataSurvey survey, IReadOnlyList<WrittenPart>? written, PreparationOptions options)
    {
        yield return new(
            $"Data set: {survey.NumRows} row{(survey.NumRows == 1 ? "" : "s")}",
            [
                new(["file", "format", "rows", "bad rows"], [.. survey.Sources.Select(source => (string[])[source.Path, DataFormats.Of(source.Format), $"{source.NumRows}", $"{source.NumBad}"])]),
                new(["label", "rows", "share", .. (written ?? []).Select(part => part.Name)], [.. survey.Labels.Counts.Select(label => LabelRow(label.Key, label.Value, survey, written))]),
                new(["length", "min", "median", "p95", "max"], [LengthRow("characters", survey.Characters), LengthRow("words", survey.Words)]),
            ],
            [
                .. options.IsMultiLabel ? [new("rows without a label", $"{survey.Labels.NumWithout}")] : (ReportFact[])[],
                .. !options.IsMultiLabel && survey.Labels.NumWithSemicolon > 0
                    ? [new("labels with a semicolon", $"{survey.Labels.NumWithSemicolon} rows; --multi-label takes them for several labels")] : (ReportFact[])[],
                new("empty texts", $"{survey.NumEmpty}"),
                new("texts without a word", $"{survey.NumWithoutWords}"),
                new("exact duplicates", $"{survey.NumExactDuplicates}"),
                new("same words", $"{survey.NumWordDuplicates}, the exact duplicates among them"),
                new("conflicting labels", $"{survey.NumConflicts}"),
                new("rows that cannot be used", BadRows(survey)),
            ]);

        if (survey.BadRows.Count > 0)
            yield return new("Rows that cannot be used", [], [.. survey.BadRows.Select(row => new ReportFact(row.Place, row.Message)), .. More(survey.NumBad.Values.Sum(), survey.BadRows.Count)]);
        if (survey.ConflictingRows.Count > 0)
            yield return Findings("Conflicting labels", survey.ConflictingRows, survey.NumConflicts, options.ShowsTexts);
        if (survey.DuplicateRows.Count > 0)
            yield return Findings("Same words", survey.DuplicateRows, survey.NumWordDuplicates, options.ShowsTexts);
        if (written is not null)
            yield return new("Written", [], [.. written.Select(part => new ReportFact(part.Path, $"{part.NumRows} rows"))]);
    }

    /// <summary>As JSON.</summary>
    /// <inheritdoc cref="Reports"/>
    public static JsonObject Json(DataSurvey survey, IReadOnlyList<WrittenPart>? written) => new()
    {
        ["rows"] = survey.NumRows,
        ["sources"] = new JsonArray([.. survey.Sources.Select(source => (JsonNode)new JsonObject
        {
            ["path"] = source.Path,
            ["format"] = DataFormats.Of(source.Format),
            ["rows"] = source.NumRows,
            ["bad_rows"] = source.NumBad,
        })]),
        ["labels"] = new JsonObject(survey.Labels.Counts.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
        ["rows_without_label"] = survey.Labels.NumWithout,
        ["characters"] = Json(survey.Characters),
        ["words"] = Json(survey.Words),
        ["empty_texts"] = survey.NumEmpty,
        ["texts_without_word"] = survey.NumWithoutWords,
        ["exact_duplicates"] = survey.NumExactDuplicates,
        ["same_words"] = survey.NumWordDuplicates,
        ["conflicting_labels"] = survey.NumConflicts,
        ["bad_rows"] = new JsonObject(survey.NumBad.OrderBy(pair => pair.Key).Select(pair => KeyValuePair.Create(NameOf(pair.Key), (JsonNode?)pair.Value))),
        ["listed"] = new JsonObject
        {
            ["bad_rows"] = new JsonArray([.. survey.BadRows.Select(row => (JsonNode)new JsonObject { ["place"] = row.Place, ["kind"] = NameOf(row.Kind), ["message"] = row.Message })]),
            ["conflicting_labels"] = new JsonArray([.. survey.ConflictingRows.Select(Json)]),
            ["same_words"] = new JsonArray([.. survey.DuplicateRows.Select(Json)]),
        },
        ["written"] = new JsonArray([.. (written ?? []).Select(part => (JsonNode)new JsonObject
        {
            ["part"] = part.Name,
            ["path"] = part.Path,
            ["rows"] = part.NumRows,
            ["labels"] = new JsonObject(survey.Labels.Counts.Keys.Select(label => KeyValuePair.Create(label, (JsonNode?)part.NumRowsOf(label)))),
        })]),
    };

    static string[] LabelRow(string label, long count, DataSurvey survey, IReadOnlyList<WrittenPart>? written)
        => [label, $"{count}", Figures.Share(survey.NumRows == 0 ? 0 : (double)count / survey.NumRows), .. (written ?? []).Select(part => $"{part.NumRowsOf(label)}")];

    static string[] LengthRow(string name, LengthFigures lengths) => [name, $"{lengths.Shortest}", $"{lengths.Median}", $"{lengths.Percentile95}", $"{lengths.Longest}"];

    static JsonObject Json(LengthFigures lengths)
        => new() { ["min"] = lengths.Shortest, ["median"] = lengths.Median, ["p95"] = lengths.Percentile95, ["max"] = lengths.Longest };

    static JsonNode Json(Finding finding)
    {
        var json = new JsonObject { ["place"] = finding.Place, ["label"] = finding.Label, ["first_place"] = finding.FirstPlace, ["first_label"] = finding.FirstLabel };
        if (finding.Text is not null)
            json["text"] = finding.Text;
        return json;
    }

    static Report Findings(string title, IReadOnlyList<Finding> findings, long count, bool showsTexts) => new(
        title,
        [
            new(
                ["row", "label", "first row", "its label", .. showsTexts ? (string[])["text"] : []],
                [.. findings.Select(finding => (string[])[finding.Place, finding.Label, finding.FirstPlace, finding.FirstLabel, .. finding.Text is { } text ? (string[])[text] : []])]),
        ],
        [.. More(count, findings.Count)]);

    static IEnumerable<ReportFact> More(long count, int listed)
        => count > listed ? [new("more", string.Create(CultureInfo.InvariantCulture, $"{count - listed}; --max-listed lists them"))] : [];

    static string BadRows(DataSurvey survey)
        => survey.NumBad.Count == 0 ? "0" : $"{survey.NumBad.Values.Sum()} ({string.Join(", ", survey.NumBad.OrderBy(pair => pair.Key).Select(pair => $"{NameOf(pair.Key)} {pair.Value}"))})";

    static string NameOf(FaultKind kind) => kind.ToString().ToLowerInvariant();
}
