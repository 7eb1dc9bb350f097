using System.Security.Cryptography;
using System.Text;
using Spam.Train.Evaluations;
using Spam.Train.Reports.Html.Sections;

namespace Spam.Train.Reports.Html;

/// <summary>An evaluation as one page that needs nothing else: no script, no request, and a policy that forbids both.</summary>
static class HtmlReport
{
    static readonly string _style = ReadStyle();

    /// <summary>Writes the page.</summary>
    public static void Write(Evaluation evaluation, TextWriter output)
    {
        Element[] sections =
        [
            .. new[]
            {
                SummarySection.Of(evaluation), LabelSection.Of(evaluation), LabelSection.Confusion(evaluation), CurveSection.Of(evaluation), CalibrationSection.Of(evaluation),
                ThresholdSection.Of(evaluation), MistakeSection.Of(evaluation), WordSection.Of(evaluation), FoldSection.Of(evaluation), LearningSection.Of(evaluation), OriginSection.Of(evaluation),
            }.OfType<Element>(),
        ];
        var links = new Element("ul");
        foreach (var section in sections)
            links.Add(new Element("li", new Element("a", section.Heading).With("href", $"#{section.Id}")));

        var title = $"{evaluation.ModelName} {evaluation.ModelVersion} on {evaluation.Data.DataSet.Name}";
        output.Write("<!DOCTYPE html>\n");
        new Element("html",
            new Element("head",
                new Element("meta").With("charset", "utf-8"),
                new Element("meta").With("http-equiv", "Content-Security-Policy").With("content", $"default-src 'none'; style-src 'sha256-{StyleDigest()}'; base-uri 'none'; form-action 'none'"),
                new Element("meta").With("name", "viewport").With("content", "width=device-width, initial-scale=1"),
                new Element("meta").With("name", "color-scheme").With("content", "light dark"),
                new Element("meta").With("name", "referrer").With("content", "no-referrer"),
                new Element("title", Names.Short(title, 120)),
                new StyleNode(_style)),
            new Element("body",
                new Element("header",
                    new Element("p", "Evaluation report").With("class", "kicker"),
                    new Element("h1", Names.Label($"{evaluation.ModelName} {evaluation.ModelVersion}"), " on ", Names.Label(evaluation.Data.DataSet.Name)),
                    new Element("nav", links).With("aria-label", "Sections")),
                new Element("main", sections),
                new Element("footer", new Element("p", $"Written by {Versions.Program}. This file makes no request and runs no script.")))).With("lang", "en").Write(output);
        output.Write('\n');
    }

    static string StyleDigest() => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_style)));

    static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n"); // a browser hashes what it reads
    }
}
