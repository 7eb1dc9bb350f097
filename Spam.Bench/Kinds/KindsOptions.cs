using System.Globalization;
using Spam.Train.Kinds;

namespace Spam.Bench.Kinds;

/// <summary>What is compared, and how thoroughly.</summary>
sealed record KindsOptions
{
    /// <summary>The CSV file; null for the bundled one.</summary>
    public string? Data { get; private init; }

    /// <summary>The column of the texts.</summary>
    public string TextColumn { get; private init; } = "text";

    /// <summary>The column of the labels.</summary>
    public string LabelColumn { get; private init; } = "label";

    /// <summary>How often each kind is trained.</summary>
    public int NumSeeds { get; private init; } = 3;

    /// <summary>Which kinds.</summary>
    public IReadOnlyList<string> Kinds { get; private init; } = ModelKinds.Names;

    /// <summary>How many epochs; null for as many as suit each.</summary>
    public int? Epochs { get; private init; }

    /// <summary>What was typed; null where it is not understood.</summary>
    public static KindsOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new KindsOptions();
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (options.Data is not null)
                    return null;
                options = options with { Data = args[i] };
                continue;
            }

            if (++i == args.Count || options.With(args[i - 1], args[i]) is not { } changed)
                return null;
            options = changed;
        }

        return options;
    }

    KindsOptions? With(string option, string value) => option switch
    {
        "--seeds" when Count(value) is { } count => this with { NumSeeds = count },
        "--epochs" when Count(value) is { } count => this with { Epochs = count },
        "--only" when value.Split(',') is var kinds && kinds.All(ModelKinds.Names.Contains) => this with { Kinds = kinds },
        "--text-column" => this with { TextColumn = value },
        "--label-column" => this with { LabelColumn = value },
        _ => null,
    };

    static int? Count(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
