namespace Spam.Cassandra.Protocol;

/// <summary>CLR types for CQL tuples.</summary>
static class TupleTypes
{
    static readonly Type[] _byArity =
    [
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>), typeof(Tuple<,,,,,,>),
    ];

    /// <summary><see cref="Tuple{T1}"/> and its like for up to seven components; an array of objects for more, and for none.</summary>
    public static Type Of(Type[] components)
        => components.Length >= 1 && components.Length <= _byArity.Length ? _byArity[components.Length - 1].MakeGenericType(components) : typeof(object[]);

    /// <summary>The type with room for null, which any component of a tuple may be.</summary>
    public static Type Nullable(Type component) => component.IsValueType ? typeof(Nullable<>).MakeGenericType(component) : component;

    /// <summary>Whether the type is one that <see cref="Of"/> gives.</summary>
    public static bool IsTuple(Type type) => type.IsGenericType && _byArity.Contains(type.GetGenericTypeDefinition());
}
