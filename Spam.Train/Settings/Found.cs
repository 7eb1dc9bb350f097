namespace Spam.Train.Settings;

/// <summary>A value, or none.</summary>
readonly record struct Found<T>(bool HasValue, T Value)
{
    /// <summary>That value.</summary>
    public static implicit operator Found<T>(T value) => new(value is not null, value);
}
