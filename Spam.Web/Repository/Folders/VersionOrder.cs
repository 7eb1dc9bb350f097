using System.Globalization;

namespace Spam.Web.Repository.Folders;

/// <summary>Orders versions by the number that their names end with: v10 comes after v9. Names without one come first.</summary>
sealed class VersionOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static VersionOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
        => Number(x).CompareTo(Number(y)) is not 0 and var order ? order : string.CompareOrdinal(x, y);

    static long Number(string? name)
    {
        var digits = name.AsSpan(name.AsSpan().TrimEnd("0123456789").Length);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
