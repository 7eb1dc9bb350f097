using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Adds a function to a library.</summary>
sealed class FunctionBuilder
{
    readonly FunctionDef _function = new() { Signature = new() };

    /// <summary>A function of that name with these arguments.</summary>
    /// <param name="library">Where it is added.</param>
    /// <param name="name">The name, unique in the library.</param>
    /// <param name="arguments">Names and types.</param>
    /// <param name="isStateful">Whether it reads variables.</param>
    public FunctionBuilder(FunctionDefLibrary library, string name, IReadOnlyList<(string Name, DataType Type)> arguments, bool isStateful = false)
    {
        _function.Signature.Name = name;
        _function.Signature.IsStateful = isStateful;
        foreach (var argument in arguments)
            _function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = argument.Name, Type = argument.Type });

        library.Function.Add(_function);
        Graph = new(_function.NodeDef, arguments.Select(argument => argument.Name));
    }

    /// <summary>The body.</summary>
    public GraphBuilder Graph { get; }

    /// <summary>A name of letters, digits and underscores that no function has: where a loop is lowered, it becomes an operation's name.</summary>
    public static string UniqueName(FunctionDefLibrary library, string name)
    {
        var letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        var unique = letters;
        for (var number = 1; library.Function.Any(function => function.Signature.Name == unique); number++)
            unique = $"{letters}_{number}";

        return unique;
    }

    /// <summary>Says what variable a resource argument stands for, so that its shape is known before it is read.</summary>
    public void DescribeVariable(int argument, Shape shape)
        => _function.Signature.InputArg[argument].HandleData.Add(
            new ResourceHandleProto.Types.DtypeAndShape { Dtype = DataType.DtFloat, Shape = Attribute.ShapeProto(shape) });

    /// <summary>Adds a result.</summary>
    public void Return(string name, DataType type, string value)
    {
        _function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = name, Type = type });
        _function.Ret.Add(name, value);
    }
}
