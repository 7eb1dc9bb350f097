using System.Reflection;

namespace Spam.Tests.Cassandra;

/// <summary>
/// The namespace Cassandra has the driver's members that this client supports, and no other: a program that uses one more compiles here and breaks
/// with the driver. A change of <c>PublicApi.txt</c> is a decision.
/// </summary>
public class PublicApiTests
{
    static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    static readonly BindingFlags _declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_public_members_are_those_of_the_list()
    {
        var listed = File.ReadAllLines(Path.Combine(ArchitectureTests.Root, "Spam.Cassandra", "PublicApi.txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();

        var real = Describe().ToList();

        Assert.True(listed.SequenceEqual(real), "PublicApi.txt and the assembly differ:\n"
            + string.Join("\n", real.Except(listed).Select(line => "+ " + line).Concat(listed.Except(real).Select(line => "- " + line))));
    }

    [Fact]
    public void The_surface_has_no_nullable_annotations_like_the_drivers()
        => Assert.All(Types(), type => Assert.DoesNotContain(type.GetMembers(_declared).Where(IsVisible), member
            => member.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "NullableAttribute" or "NullableContextAttribute")));

    static IEnumerable<Type> Types()
        => typeof(global::Cassandra.Cluster).Assembly.GetTypes().Where(type => type.Namespace == "Cassandra" && type.IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal);

    static IEnumerable<string> Describe()
    {
        foreach (var type in Types())
        {
            yield return $"{Kind(type)} {Name(type)}{Bases(type)}";
            foreach (var line in type.GetMembers(_declared).Where(IsVisible).Select(Line).OfType<string>().Order(StringComparer.Ordinal))
                yield return $"  {line}";
        }
    }

    static string Kind(Type type) => type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
        : type.IsAbstract && !type.IsSealed ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    static string Bases(Type type)
    {
        if (type.IsEnum)
            return type.GetEnumUnderlyingType() == typeof(int) ? "" : $" : {Name(type.GetEnumUnderlyingType())}";
        var inherited = type.BaseType?.GetInterfaces().Concat(type.GetInterfaces().SelectMany(one => one.GetInterfaces())) ?? type.GetInterfaces().SelectMany(one => one.GetInterfaces());
        var bases = new[] { type.BaseType }.Where(parent => parent is not null && parent != typeof(object) && parent != typeof(ValueType))
            .Concat(type.GetInterfaces().Except(inherited).OrderBy(Name, StringComparer.Ordinal)).Select(parent => Name(parent!)).ToArray();
        return bases.Length > 0 ? $" : {string.Join(", ", bases)}" : "";
    }

    static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(IsVisible),
        EventInfo happening => IsVisible(happening.AddMethod!),
        Type => false, // listed by itself
        _ => false,
    };

    static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: true } => null,
        FieldInfo { IsLiteral: true } constant when constant.DeclaringType!.IsEnum => $"{constant.Name} = {Convert.ToInt64(constant.GetRawConstantValue(), null)}",
        FieldInfo { IsLiteral: true } constant => $"const {Name(constant.FieldType)} {constant.Name} = {constant.GetRawConstantValue()}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}",
        ConstructorInfo made => $"{(made.IsFamily ? "protected " : "")}{made.DeclaringType!.Name}({Parameters(made)})",
        PropertyInfo property => Property(property),
        EventInfo happening => $"event {Name(happening.EventHandlerType!)} {happening.Name}",
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo method when method.GetBaseDefinition().DeclaringType == typeof(object) => null,
        MethodInfo { Name: "Finalize" } => null,
        MethodInfo method => $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{(method.IsGenericMethod ? "<T>" : "")}({Parameters(method)})",
        _ => null,
    };

    static string Property(PropertyInfo property)
    {
        var accessors = string.Concat(new[] { property.GetMethod, property.SetMethod }.Where(accessor => accessor is not null && IsVisible(accessor))
            .Select(accessor => $"{(accessor!.IsFamilyOrAssembly ? "protected internal " : accessor.IsFamily ? "protected " : "")}{(accessor == property.GetMethod ? "get" : "set")}; "));
        var parameters = property.GetIndexParameters();
        var name = parameters.Length > 0 ? $"this[{string.Join(", ", parameters.Select(Parameter))}]" : property.Name;
        return $"{Modifiers(property.GetMethod!)}{Name(property.PropertyType)} {name} {{ {accessors}}}";
    }

    static string Modifiers(MethodInfo method)
        => method.DeclaringType!.IsInterface ? ""
            : (method.IsFamily ? "protected " : method.IsFamilyOrAssembly ? "protected internal " : "") + (method.IsStatic ? "static "
                : method.IsAbstract ? "abstract " : method.GetBaseDefinition() != method ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    static string Parameter(ParameterInfo parameter)
        => $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue switch { null => "null", bool flag => flag ? "true" : "false", Enum value => $"{value.GetType().Name}.{value}", var value => value }}" : "");

    static string Name(Type type)
        => _keywords.TryGetValue(type, out var keyword) ? keyword
            : Nullable.GetUnderlyingType(type) is { } underlying ? $"{Name(underlying)}?"
            : type.IsArray ? $"{Name(type.GetElementType()!)}[]"
            : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.IsNested && !type.IsGenericParameter ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
}
