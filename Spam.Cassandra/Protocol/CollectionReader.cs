using System.Collections;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Reads cells that hold other values.</summary>
static class CollectionReader
{
    public static object Read(CqlType type, ReadOnlySpan<byte> cell, Type? target)
    {
        try
        {
            return type.Code switch
            {
                ColumnTypeCode.Map => ReadMap(type, cell, target),
                ColumnTypeCode.List or ColumnTypeCode.Set => ReadList(type, cell, target),
                ColumnTypeCode.Tuple => ReadTuple(type, cell, target),
                ColumnTypeCode.Udt => ReadFields(type, cell, target),
                _ => ReadVector(type, cell, target),
            };
        }
        catch (ProtocolException error)
        {
            throw new InvalidTypeException($"A cell of type {type} is broken: {error.Message}", error);
        }
    }

    static object ReadMap(CqlType type, ReadOnlySpan<byte> cell, Type? target)
    {
        var (key, element) = (type.Arguments[0], type.Arguments[1]);
        var reader = new FrameReader(cell);
        var count = reader.Count(reader.ReadInt(), least: 8);

        if (key.Code == ColumnTypeCode.Varchar && element.Code == ColumnTypeCode.Float
            && (target is null || target.IsAssignableFrom(typeof(SortedDictionary<string, float>))))
        {
            // The workshop's predictions: no box for each number.
            var scores = new SortedDictionary<string, float>(StringComparer.Ordinal);
            for (var i = 0; i < count; i++)
            {
                var name = ValueReader.Read<string>(key, Element(ref reader, cell), out _);
                scores[name!] = ValueReader.Read<float>(element, Element(ref reader, cell), out _); // a text is never null
            }

            return scores;
        }

        var (keyClr, elementClr) = (key.ClrType, element.ClrType);
        if (target is { IsGenericType: true })
        {
            var arguments = target.GetGenericArguments();
            if (arguments.Length == 1 && arguments[0].IsGenericType)
                arguments = arguments[0].GetGenericArguments(); // IEnumerable<KeyValuePair<,>>
            if (arguments.Length == 2)
                (keyClr, elementClr) = (arguments[0], arguments[1]);
        }

        var map = MakeMap(keyClr, elementClr);
        if (target is not null && !target.IsInstanceOfType(map))
            throw ValueReader.Mismatch(type, target);

        for (var i = 0; i < count; i++)
        {
            var name = ValueReader.Read(key, Element(ref reader, cell), keyClr)
                ?? throw new InvalidTypeException($"A cell of type {type} has an empty key.");
            map[name] = Element(type, ValueReader.Read(element, Element(ref reader, cell), elementClr), elementClr);
        }

        return map;
    }

    // SortedDictionary as in the driver, but ordinal: two keys that a culture thinks equal are two keys. Keys that have no order go into a Dictionary.
    static IDictionary MakeMap(Type key, Type element)
    {
        var definition = key.IsAssignableTo(typeof(IComparable<>).MakeGenericType(key))
            ? typeof(SortedDictionary<,>)
            : typeof(Dictionary<,>);
        return (IDictionary)(key == typeof(string)
            ? Activator.CreateInstance(definition.MakeGenericType(key, element), StringComparer.Ordinal)
            : Activator.CreateInstance(definition.MakeGenericType(key, element)))!; // a constructor never gives null
    }

    static object ReadList(CqlType type, ReadOnlySpan<byte> cell, Type? target)
    {
        var reader = new FrameReader(cell);
        var count = reader.Count(reader.ReadInt(), least: 4);
        var element = ElementType(target);
        var items = new object?[count];
        for (var i = 0; i < count; i++)
            items[i] = ReadNullable(type.Arguments[0], ref reader, cell, element);
        return Shape(type, items, element, target);
    }

    static object ReadVector(CqlType type, ReadOnlySpan<byte> cell, Type? target)
    {
        var reader = new FrameReader(cell);
        var size = type.Arguments[0].FixedSize;
        if (size > 0 && cell.Length != type.FixedSize)
            throw ValueReader.Broken(type, cell.Length, $"{type.FixedSize}");

        var element = ElementType(target);
        var items = new object?[reader.Count(type.Dimensions, least: 1)];
        for (var i = 0; i < items.Length; i++)
        {
            var length = size > 0 ? size : checked((int)Math.Min(VariableInteger.ReadUnsigned(ref reader), int.MaxValue));
            var start = reader.Position;
            reader.Skip(length);
            items[i] = ValueReader.Read(type.Arguments[0], reader.Slice(start, reader.Position), element);
        }

        return Shape(type, items, element, target);
    }

    static Type? ElementType(Type? target)
        => target is { IsArray: true } ? target.GetElementType()
            : target is { IsGenericType: true } && target.GetGenericArguments() is [var element] ? element
            : null;

    // An array, or the collection that was asked for.
    static object Shape(CqlType type, object?[] items, Type? element, Type? target)
    {
        if (target == typeof(object[]))
            element = typeof(object);
        element ??= items.Contains(null) && type.Arguments[0].ClrType.IsValueType
            ? typeof(Nullable<>).MakeGenericType(type.Arguments[0].ClrType)
            : type.Arguments[0].ClrType;

        var array = Array.CreateInstance(element, items.Length);
        for (var i = 0; i < items.Length; i++)
            array.SetValue(Element(type, items[i], element), i);

        if (target is null || target.IsInstanceOfType(array))
            return array;
        if (target.IsGenericType)
        {
            foreach (var definition in (ReadOnlySpan<Type>)[typeof(List<>), typeof(HashSet<>), typeof(SortedSet<>)])
            {
                var made = definition.MakeGenericType(element);
                if (target.IsAssignableFrom(made) && (definition == typeof(List<>) || type.Code == ColumnTypeCode.Set))
                    return Activator.CreateInstance(made, array)!; // a constructor never gives null
            }
        }

        throw ValueReader.Mismatch(type, target);
    }

    static object ReadTuple(CqlType type, ReadOnlySpan<byte> cell, Type? target)
    {
        var wanted = target is not null && TupleTypes.IsTuple(target) ? target.GetGenericArguments() : null;
        if (target is not null && target != typeof(object[]) && wanted?.Length != type.Arguments.Length)
            throw ValueReader.Mismatch(type, target);

        var reader = new FrameReader(cell);
        var components = new object?[type.Arguments.Length];
        for (var i = 0; i < components.Length && reader.Left > 0; i++) // a tuple may end early: what is missing is null
            components[i] = ReadNullable(type.Arguments[i], ref reader, cell, wanted?[i]);

        if ((target ?? type.ClrType) == typeof(object[]))
            return components;

        for (var i = 0; i < components.Length; i++)
            components[i] = Element(type, components[i], wanted?[i] ?? TupleTypes.Nullable(type.Arguments[i].ClrType));
        return Activator.CreateInstance(target ?? type.ClrType, components)!; // a constructor never gives null
    }

    static SortedDictionary<string, object?> ReadFields(CqlType type, ReadOnlySpan<byte> cell, Type? target)
    {
        var fields = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        if (target is not null && !target.IsInstanceOfType(fields))
            throw ValueReader.Mismatch(type, target);

        var reader = new FrameReader(cell);
        for (var i = 0; i < type.Arguments.Length; i++) // fields that were added later are missing at the end
            fields[type.FieldNames[i]] = reader.Left > 0 ? ReadNullable(type.Arguments[i], ref reader, cell, null) : null;
        return fields;
    }

    static object? ReadNullable(CqlType type, ref FrameReader reader, ReadOnlySpan<byte> cell, Type? target)
    {
        var length = reader.ReadInt();
        if (length < 0)
            return null;

        var start = reader.Position;
        reader.Skip(length);
        return ValueReader.Read(type, cell[start..reader.Position], target);
    }

    static ReadOnlySpan<byte> Element(ref FrameReader reader, ReadOnlySpan<byte> cell)
    {
        var length = reader.ReadInt();
        var start = reader.Position;
        reader.Skip(length);
        return cell[start..reader.Position];
    }

    static object? Element(CqlType type, object? value, Type clr)
        => value is null && clr.IsValueType && Nullable.GetUnderlyingType(clr) is null
            ? throw new InvalidCastException($"A cell of type {type} holds a null, which {clr} cannot. Ask for {clr.Name}? in its place.")
            : value is null || clr.IsInstanceOfType(value) ? value
            : throw ValueReader.Mismatch(type, clr);
}
