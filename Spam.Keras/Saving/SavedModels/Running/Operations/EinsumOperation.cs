using System.Numerics;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Einstein's summation: <c>abc,cde->abde</c> names the axes of one or two tensors; a name that is not in the result is summed over.</summary>
/// <remarks>Every such product is a batch of matrix products once the axes are in the order (common to all three, one side's own, summed over).</remarks>
static class EinsumOperation
{
    const char FirstOfEllipsis = '\uE000'; // the axes that '...' stands for get letters that no equation uses

    /// <summary>The operations.</summary>
    public static Operation[] All { get; } = [Operation.Of("Einsum", "output", call => ElementTypes.Numbers<Work>(call, 0))];

    static (string[] Inputs, string Output) Parse(NodeCall call)
    {
        var equation = call.Text("equation", "").Replace(" ", "", StringComparison.Ordinal);
        var sides = equation.Split("->");
        var inputs = sides[0].Split(',');
        if (sides.Length != 2 || inputs.Length != call.Inputs.Length || inputs.Length > 2 || equation.Length > 200)
            throw call.Fail($"its equation is {FileText.Show(equation)}; expected the axes of its {call.Inputs.Length} inputs, at most 2, and of the result after ->");

        var (named, numMissing) = (new string[inputs.Length], 0);
        for (var i = 0; i < inputs.Length; i++)
        {
            var count = inputs[i].Contains("...", StringComparison.Ordinal) ? call[i].Shape.Rank - (inputs[i].Length - 3) : 0;
            numMissing = Math.Max(numMissing, count);
            named[i] = count < 0 ? "" : Named(inputs[i], count);
            if (named[i].Length != call[i].Shape.Rank || !named[i].All(letter => letter >= FirstOfEllipsis || char.IsAsciiLetter(letter)))
                throw call.Fail($"its equation is {FileText.Show(equation)}, which does not fit {call[i]}");
        }

        var output = Named(sides[1], numMissing);
        if (output.Distinct().Count() != output.Length || !output.All(string.Concat(named).Contains))
            throw call.Fail($"its equation is {FileText.Show(equation)}; each axis of the result is to be an axis of an input, and stand once");
        return (named, output);
    }

    // The last axis of an ellipsis has the first letter, so that ellipses of different lengths meet at their ends.
    static string Named(string axes, int count)
        => axes.Replace("...", string.Concat(Enumerable.Range(0, count).Select(i => (char)(FirstOfEllipsis + count - 1 - i))), StringComparison.Ordinal);

    readonly struct Work : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (names, output) = Parse(call);
            var (leftNames, rightNames) = (names[0], names.Length > 1 ? names[1] : "");
            var left = input;
            var right = names.Length > 1 ? call.Tensor<T>(1) : new GraphTensor<T>([T.One], new());
            var sizes = Sizes(call, [left.Shape, right.Shape], [leftNames, rightNames]);

            var common = string.Concat(output.Where(name => leftNames.Contains(name) && rightNames.Contains(name)));
            var ofLeft = string.Concat(output.Where(name => leftNames.Contains(name) && !rightNames.Contains(name)));
            var ofRight = string.Concat(output.Where(name => !leftNames.Contains(name)));
            var summed = string.Concat((leftNames + rightNames).Distinct().Where(name => !output.Contains(name)));
            var (batch, rows, columns, depth) = (Size(common), Size(ofLeft), Size(ofRight), Size(summed));
            var a = Arranged(call, left, leftNames, common + ofLeft + summed, sizes);
            var b = Arranged(call, right, rightNames, common + summed + ofRight, sizes);
            var inOrder = common + ofLeft + ofRight;
            var c = call.New<T>([.. inOrder.Select(name => sizes[name])]);
            for (var i = 0; i < batch; i++)
            {
                Products.Multiply(
                    call, a.Slice(i * rows * depth, rows * depth), rows, depth, b.Slice(i * depth * columns, depth * columns), columns,
                    c.Target.Slice(i * rows * columns, rows * columns));
            }

            return inOrder == output ? c : Slicing.Transpose(call, c, [.. output.Select(name => inOrder.IndexOf(name))]);

            int Size(string axes) => axes.Aggregate(1, (product, name) => checked(product * sizes[name]));
        }

        static Dictionary<char, int> Sizes(NodeCall call, Shape[] shapes, string[] names)
        {
            var sizes = new Dictionary<char, int>();
            for (var i = 0; i < shapes.Length; i++)
            {
                for (var axis = 0; axis < shapes[i].Rank; axis++)
                {
                    var size = shapes[i][axis];
                    var known = sizes.GetValueOrDefault(names[i][axis], size);
                    if (known != size && (names[i][axis] < FirstOfEllipsis || (known != 1 && size != 1)))
                        throw call.Fail($"its inputs have the sizes {known} and {size} on the axis '{names[i][axis]}'");
                    sizes[names[i][axis]] = known == 1 ? size : known;
                }
            }

            return sizes;
        }

        // An axis that the tensor lacks repeats it, one that it has twice is its diagonal.
        static ReadOnlySpan<T> Arranged<T>(NodeCall call, GraphTensor<T> input, string names, string wanted, Dictionary<char, int> sizes)
        {
            if (names == wanted && input.Shape.Select((size, axis) => sizes[names[axis]] == size).All(isOwn => isOwn))
                return input.Span;

            var own = View.Strides(input.Shape);
            var strides = new int[wanted.Length];
            for (var axis = 0; axis < names.Length; axis++)
                strides[wanted.IndexOf(names[axis])] += input.Shape[axis] == 1 ? 0 : own[axis];

            int[] shape = [.. wanted.Select(name => sizes[name])];
            var arranged = call.Scratch<T>(shape);
            new View(shape, strides).CopyTo(input.Span, arranged);
            return arranged;
        }
    }
}
