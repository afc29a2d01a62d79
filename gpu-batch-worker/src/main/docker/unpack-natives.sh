#!/bin/sh
# Moves the native libraries of ONNX Runtime out of its jar, into natives/ of a distribution.
set -eu
cd "$1"
jar=$(ls "$PWD"/lib/onnxruntime*.jar)
mkdir natives unpacked
cd unpacked
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" -xf "$jar"
mv ai/onnxruntime/native/linux-x64/*.so ../natives/
rm -r ai/onnxruntime/native
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" -cfM "$jar" .
cd ..
rm -r unpacked
