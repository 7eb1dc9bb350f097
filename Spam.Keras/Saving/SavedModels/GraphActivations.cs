using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Protos;
using Softmax = Spam.Keras.Activations.Softmax;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Activations as operations: where TensorFlow has one it is that, else Keras's own formula.</summary>
static class GraphActivations
{
    const float InverseRootOfTwo = 0.70710678118654752440f, RootOfTwoOverPi = 0.79788456080286535588f, Cubic = 0.044715f;

    /// <summary>Applies an activation.</summary>
    /// <param name="graph">Where the nodes go.</param>
    /// <param name="x">What it is applied to.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="layer">Whose it is, for the message.</param>
    /// <exception cref="KerasException">It is none of this library's.</exception>
    public static string Activate(this GraphBuilder graph, string x, Activation activation, Layer layer) => activation switch
    {
        Celu celu => graph.AddCelu(x, celu.Alpha),
        Elu { Alpha: 1 } => graph.Unary("Elu", x),
        Elu elu => graph.Select(graph.IsAbove(x, 0), x, graph.Product(graph.Const(elu.Alpha), graph.Unary("Elu", x))),
        Exponential => graph.Unary("Exp", x),
        Gelu { Approximate: true } => graph.AddGeluByTanh(x),
        Gelu => graph.Product(graph.Product(graph.Const(.5f), x), graph.OnePlus(graph.Unary("Erf", graph.Product(x, graph.Const(InverseRootOfTwo))))),
        HardShrink shrink => graph.Select(graph.IsAbove(graph.Unary("Abs", x), shrink.Threshold), x, graph.Unary("ZerosLike", x)),
        HardSigmoid { Dialect: Dialect.Keras2 } => graph.Clip(graph.Sum(graph.Product(x, graph.Const(.2f)), graph.Const(.5f)), 0, 1),
        HardSigmoid => graph.AddHardSigmoid(x),
        HardSilu => graph.Product(x, graph.AddHardSigmoid(x)),
        HardTanh => graph.Clip(x, -1, 1),
        LeakyRelu leaky => graph.Add("LeakyRelu", [x], new() { ["alpha"] = Attribute.Of(leaky.NegativeSlope), ["T"] = Attribute.Of(DataType.DtFloat) }),
        Linear => x,
        LogSigmoid => graph.Unary("Neg", graph.Unary("Softplus", graph.Unary("Neg", x))),
        LogSoftmax => graph.Unary("LogSoftmax", x),
        Mish => graph.Product(x, graph.Unary("Tanh", graph.Unary("Softplus", x))),
        Relu relu => graph.AddRelu(x, relu),
        Selu => graph.Unary("Selu", x),
        Sigmoid => graph.Unary("Sigmoid", x),
        Silu => graph.Product(x, graph.Unary("Sigmoid", x)),
        SoftShrink shrink => graph.AddSoftShrink(x, shrink.Threshold),
        Softmax => graph.Unary("Softmax", x),
        Softplus => graph.Unary("Softplus", x),
        Softsign => graph.Unary("Softsign", x),
        SparsePlus => graph.AddSparsePlus(x),
        Squareplus plus => graph.Product(graph.Const(.5f), graph.Sum(x, graph.Unary("Sqrt", graph.Sum(graph.Unary("Square", x), graph.Const(plus.B))))),
        Tanh => graph.Unary("Tanh", x),
        TanhShrink => graph.Difference(x, graph.Unary("Tanh", x)),
        _ => throw new KerasException(
            $"{layer}: the activation {activation.Name} is a class of your own ({activation.GetType().Name}), and no graph is written for it. " +
            "Use one that Activation.Get names."),
    };

    static string OnePlus(this GraphBuilder graph, string x) => graph.Sum(graph.Const(1f), x);

    static string IsAbove(this GraphBuilder graph, string x, float bound) => graph.Binary("Greater", x, graph.Const(bound));

    static string AddCelu(this GraphBuilder graph, string x, float alpha)
    {
        var exponential = graph.Unary("Exp", graph.Quotient(graph.Binary("Minimum", x, graph.Const(0f)), graph.Const(alpha)));
        return graph.Sum(graph.Unary("Relu", x), graph.Product(graph.Const(alpha), graph.Difference(exponential, graph.Const(1f))));
    }

    static string AddGeluByTanh(this GraphBuilder graph, string x)
    {
        var cube = graph.Binary("Pow", x, graph.Const(3f));
        var inner = graph.Product(graph.Const(RootOfTwoOverPi), graph.Sum(x, graph.Product(graph.Const(Cubic), cube)));
        return graph.Product(graph.Product(graph.Const(.5f), x), graph.OnePlus(graph.Unary("Tanh", inner)));
    }

    // Keras 3's
    static string AddHardSigmoid(this GraphBuilder graph, string x) => graph.Quotient(graph.Unary("Relu6", graph.Sum(x, graph.Const(3f))), graph.Const(6f));

    static string AddRelu(this GraphBuilder graph, string x, Relu relu)
    {
        if (relu.Name == "relu6")
            return graph.Unary("Relu6", x);

        var kept = relu.Threshold == 0 ? x : graph.Product(x, graph.AsNumbers(graph.IsAbove(x, relu.Threshold)));
        kept = float.IsPositiveInfinity(relu.MaxValue) ? graph.Unary("Relu", kept) : graph.Clip(kept, 0, relu.MaxValue);
        if (relu.NegativeSlope == 0)
            return kept;

        var below = graph.Unary("Relu", graph.Difference(graph.Const(relu.Threshold), x));
        return graph.Difference(kept, graph.Product(graph.Const(relu.NegativeSlope), below));
    }

    static string AddSoftShrink(this GraphBuilder graph, string x, float threshold)
    {
        var bound = graph.Const(threshold);
        var above = graph.Unary("Relu", graph.Difference(x, bound));
        return graph.Difference(above, graph.Unary("Relu", graph.Difference(graph.Unary("Neg", x), bound)));
    }

    static string AddSparsePlus(this GraphBuilder graph, string x)
    {
        var curve = graph.Product(graph.Const(.25f), graph.Unary("Square", graph.OnePlus(x)));
        var belowOne = graph.Select(graph.Binary("LessEqual", x, graph.Const(-1f)), graph.Unary("ZerosLike", x), curve);
        return graph.Select(graph.Binary("GreaterEqual", x, graph.Const(1f)), x, belowOne);
    }
}
