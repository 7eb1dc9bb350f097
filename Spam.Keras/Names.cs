using System.Text.RegularExpressions;

namespace Spam.Keras;

/// <summary>Finds what a name of Keras's stands for, or answers with the names that there are.</summary>
static partial class Names
{
    /// <summary>What <paramref name="name"/> makes.</summary>
    /// <param name="kind">What is looked for, as words in the message: <c>activation</c>.</param>
    /// <param name="name">The name that came.</param>
    /// <param name="known">What each name makes.</param>
    /// <exception cref="KerasException">There is no such name.</exception>
    internal static T Find<T>(string kind, string name, IReadOnlyDictionary<string, Func<T>> known)
        => known.TryGetValue(name, out var make)
            ? make()
            : throw new KerasException($"There is no {kind} '{name}'. Valid names: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>A class name in snake case: <c>glorot_uniform</c>, <c>kl_divergence</c>, <c>spatial_dropout1d</c>.</summary>
    /// <remarks>Keras's own two patterns: an underscore before a capitalized word, then between a small letter and a capital.</remarks>
    internal static string ToSnakeCase(string className)
        => SmallThenCapital().Replace(CapitalizedWord().Replace(className, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("(.)([A-Z][a-z0-9]+)")]
    private static partial Regex CapitalizedWord();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex SmallThenCapital();
}
