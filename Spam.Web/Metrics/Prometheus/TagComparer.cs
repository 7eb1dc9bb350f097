using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Spam.Web.Metrics.Prometheus;

/// <summary>
/// Compares tags as sets, of those that become labels. What is recorded comes in a span and is looked up as it is: a series that is there is found without
/// an allocation.
/// </summary>
sealed class TagComparer : IEqualityComparer<Tag[]>, IAlternateEqualityComparer<ReadOnlySpan<Tag>, Tag[]>
{
    /// <inheritdoc/>
    public bool Equals(Tag[]? x, Tag[]? y) => x is null ? y is null : y is not null && Equals(x.AsSpan(), y);

    /// <inheritdoc/>
    public int GetHashCode(Tag[] obj) => GetHashCode(obj.AsSpan());

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<Tag> alternate, Tag[] other)
    {
        var kept = 0;
        foreach (ref readonly var tag in alternate)
        {
            if (!Labels.Keeps(tag))
                continue;
            kept++;
            if (!Holds(other, tag))
                return false;
        }

        return kept == other.Length;
    }

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<Tag> alternate)
    {
        var hash = 0;
        foreach (ref readonly var tag in alternate)
        {
            if (Labels.Keeps(tag))
                hash += tag.Value!.GetHashCode() * ((2 * tag.Key.Length) + 1); // it has a value: it is kept. A sum: the order of tags says nothing
        }

        return hash;
    }

    /// <inheritdoc/>
    public Tag[] Create(ReadOnlySpan<Tag> alternate) => Labels.Of(alternate);

    static bool Holds(Tag[] tags, in Tag tag)
    {
        foreach (ref readonly var other in tags.AsSpan())
        {
            if (other.Key == tag.Key)
                return other.Value!.Equals(tag.Value); // kept, so it has a value
        }

        return false;
    }
}
