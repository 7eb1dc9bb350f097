using Spam.Train.Evaluations;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>From which data and settings all this came.</summary>
static class OriginSection
{
    /// <summary>The section.</summary>
    public static Element Of(Evaluation evaluation)
    {
        var (data, manifest) = (evaluation.Data, evaluation.Manifest);
        var section = Parts.Section(
            "origin", "Data, settings, versions", "",
            new Element("h3", "Evaluated"),
            Parts.Facts(
            [
                ("file", Names.Label(data.DataSet.Name)),
                ("SHA-256 of the file", Digest(data.Sha256)),
                ("rows in the file", Figures.Count(data.DataSet.Count)),
                ("rows scored", $"{Figures.Count(data.Rows.Length)} {data.Which}"),
                ("of them trained on, by their text", evaluation.NumAlsoTrained is { } trained ? Figures.Count(trained) : "not known"),
                ("labels", Figures.Count(evaluation.Scored.Labels.Count)),
                ("SHA-256 of the model", Digest(evaluation.ModelSha256)),
                ("date", Written(evaluation.Created)),
                ("with", $"{Versions.Program}, {Versions.Runtime}"),
            ]));
        if (manifest is null)
            return section.Add(Parts.Hint("The model folder has no manifest.json, so how it was trained is not known."));

        section.Add(new Element("h3", "Trained"));
        section.Add(Parts.Facts(
        [
            ("date", Written(manifest.Created)),
            ("seed", $"{manifest.Seed}"),
            .. manifest.WrittenBy.Select(program => (program.Key, (Node)program.Value)),
            .. manifest.Settings.Select(setting => (setting.Key, setting.Key.EndsWith("sha256", StringComparison.Ordinal) ? Digest(setting.Value) : Names.Label(setting.Value))),
        ]));
        return section;
    }

    static Element Digest(string sha256) => new Element("code", sha256).With("class", "digest");

    static string Written(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
