using Spam.Keras.Initializers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The options that recurrent layers share. How long their dropout masks live has no place in Keras's configs.</summary>
static class RecurrentConfig
{
    /// <summary>Reads the shared options.</summary>
    public static RecurrentOptions Read(ConfigReader config)
    {
        config.Ignore("use_cudnn", "seed"); // a way to compute the same, and draws that no two programs share
        config.Refuse("time_major");
        return new(config.Size("units"), ActivationConfig.Read(config, "activation", "tanh"))
        {
            UseBias = config.Flag("use_bias", fallback: true),
            ReturnSequences = config.Flag("return_sequences", fallback: false),
            ReturnState = config.Flag("return_state", fallback: false),
            GoBackwards = config.Flag("go_backwards", fallback: false),
            Stateful = config.Flag("stateful", fallback: false),
            Unroll = config.Flag("unroll", fallback: false),
            ZeroOutputForMask = config.Flag("zero_output_for_mask", fallback: false),
            Implementation = config.WholeOrNull("implementation") is 1 or 0 ? 1 : 2, // 0 is an older word for 1
            Dropout = config.Rate("dropout", fallback: 0),
            RecurrentDropout = config.Rate("recurrent_dropout", fallback: 0),
            KernelInitializer = InitializerConfig.Read(config, "kernel_initializer"),
            RecurrentInitializer = InitializerConfig.Read(config, "recurrent_initializer"),
            BiasInitializer = InitializerConfig.Read(config, "bias_initializer"),
            KernelRegularizer = RegularizerConfig.Read(config, "kernel_regularizer"),
            RecurrentRegularizer = RegularizerConfig.Read(config, "recurrent_regularizer"),
            BiasRegularizer = RegularizerConfig.Read(config, "bias_regularizer"),
            ActivityRegularizer = RegularizerConfig.Read(config, "activity_regularizer"),
        };
    }

    /// <summary>Reads what the layer's weights are held to.</summary>
    public static TLayer WithConstraints<TLayer>(ConfigReader config, TLayer layer) where TLayer : RecurrentLayer
    {
        ConstraintConfig.Read(config, "kernel_constraint", layer.Kernel);
        ConstraintConfig.Read(config, "recurrent_constraint", layer.RecurrentKernel);
        ConstraintConfig.Read(config, "bias_constraint", layer.Bias);
        return layer;
    }

    /// <summary>Writes the options that come before a layer's own.</summary>
    public static void WriteLoop(ConfigWriter config, RecurrentLayer layer)
    {
        config.AddUnless(false, "return_sequences", layer.ReturnSequences);
        config.AddUnless(false, "return_state", layer.ReturnState);
        config.AddUnless(false, "go_backwards", layer.GoBackwards);
        config.AddUnless(false, "stateful", layer.Stateful);
        config.AddUnless(false, "unroll", layer.Unroll);
        config.AddFixed(ConfigForm.Keras2, "time_major", false);
        if (layer.ZeroOutputForMask || config.Form == ConfigForm.Keras3) // Keras 2 leaves it out where it is false
            config.AddUnless(false, "zero_output_for_mask", layer.ZeroOutputForMask);
        config.Add("units", layer.Units);
        ActivationConfig.Write(config, "activation", layer.Activation, "tanh");
    }

    /// <summary>Writes what fills the weights.</summary>
    public static void WriteInitializers(ConfigWriter config, RecurrentLayer layer) => WeightConfig.WriteInitializers(config, Weights(layer));

    /// <summary>Writes what the weights' and the outputs' size adds to the loss, what the weights are held to, and what is dropped.</summary>
    public static void WriteRest(ConfigWriter config, RecurrentLayer layer)
    {
        var weights = Weights(layer);
        WeightConfig.WriteRegularizers(config, weights);
        RegularizerConfig.WriteActivity(config, layer.ActivityRegularizer);
        WeightConfig.WriteConstraints(config, weights);
        config.AddUnless(0f, "dropout", layer.Dropout);
        config.AddUnless(0f, "recurrent_dropout", layer.RecurrentDropout);
    }

    static WeightConfig[] Weights(RecurrentLayer layer) =>
    [
        new("kernel", layer.Kernel, new GlorotUniform()),
        new("recurrent", layer.RecurrentKernel, new Orthogonal()),
        new("bias", layer.Bias, new Zeros()),
    ];
}
