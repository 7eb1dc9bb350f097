using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Spam.Train.Data.Preparation;

namespace Spam.Train.Commands.Options;

/// <summary>The option that parts a data set: <c>test=0.2,validation=0.1</c>; the rest is for training.</summary>
static class SplitOption
{
    /// <summary>The option.</summary>
    public static Option<SplitPart[]?> Create() => new("--split")
    {
        Description = "Part the rows by seed: as test=0.2 or test=0.2,validation=0.1; the rest is train. Rows of the same words stay together.",
        HelpName = "name=share,...",
        CustomParser = Parse,
    };

    static SplitPart[]? Parse(ArgumentResult result)
    {
        var value = result.Tokens[0].Value;
        var parts = value.Split(',').Select(Part).ToArray();
        var isRight = parts.All(part => part is not null) && parts.Select(part => part!.Name).Distinct().Count() == parts.Length && parts.Sum(part => part!.Share) < 1;
        if (isRight)
            return [.. parts.OfType<SplitPart>()];

        result.AddError($"--split got '{value}'; it takes parts with shares above 0 that sum to less than 1, as test=0.2 or test=0.2,validation=0.1. The rest is train.");
        return null;
    }

    static SplitPart? Part(string part)
        => part.Split('=') is [var name, var text] && name.Length > 0 && name != "train" && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1
                ? new(name, share)
                : null;
}
