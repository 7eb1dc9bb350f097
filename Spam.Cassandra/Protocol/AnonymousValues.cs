using System.Reflection;
using System.Runtime.CompilerServices;

namespace Spam.Cassandra.Protocol;

/// <summary>Values given as the properties of an anonymous object.</summary>
static class AnonymousValues
{
    /// <summary>The properties of an anonymous object, with names in lower case; false for any other object.</summary>
    public static bool TryRead(object values, out string[] names, out object?[] members)
    {
        (names, members) = ([], []);
        var type = values.GetType();
        if (!type.IsGenericType || !type.Name.Contains("AnonymousType", StringComparison.Ordinal) || type.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            return false;

        var properties = type.GetProperties();
        names = [.. properties.Select(property => property.Name.ToLowerInvariant())];
        members = [.. properties.Select(property => property.GetValue(values))];
        return true;
    }
}
