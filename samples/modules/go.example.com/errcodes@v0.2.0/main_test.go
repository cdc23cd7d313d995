package main

import (
	"strings"
	"testing"
)

func TestACodeIsAConstant(t *testing.T) {
	var code strings.Builder
	if err := generate("billing", strings.NewReader("NotPaid the invoice is not paid\n"), &code); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(code.String(), `ErrNotPaid Error = "the invoice is not paid"`) {
		t.Error(code.String())
	}
}

func TestALineWithoutATextIsRefused(t *testing.T) {
	if generate("billing", strings.NewReader("NotPaid\n"), &strings.Builder{}) == nil {
		t.Error("no error")
	}
}
