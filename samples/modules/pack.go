// Command pack writes the modules beside it, each in a folder named path@version, to a module proxy in files:
//
//	go run ./pack.go [PROXY]
//
// PROXY is ../goproxy unless given; what it had of the modules' hosts is replaced.
// The same sources give the same bytes, with any Go: entries are in order, without times, and stored, because what
// deflate makes of them may change from one Go to the next.
package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// pseudo matches versions of commits, which a proxy serves but does not list.
var pseudo = regexp.MustCompile(`-(0\.)?\d{14}-[0-9a-f]{12}$`)

type module struct{ folder, path, version string }

func main() {
	log.SetFlags(0)
	proxy := "../goproxy"
	if len(os.Args) > 1 {
		proxy = os.Args[1]
	}
	modules, err := find(".")
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range modules {
		host, _, _ := strings.Cut(m.path, "/")
		if err := os.RemoveAll(filepath.Join(proxy, host)); err != nil {
			log.Fatal(err)
		}
	}
	lists := map[string]string{}
	for _, m := range modules {
		folder := filepath.Join(proxy, escape(m.path), "@v")
		if !pseudo.MatchString(m.version) {
			lists[folder] += m.version + "\n"
		} else if lists[folder] == "" {
			lists[folder] = ""
		}
		if err := m.pack(folder); err != nil {
			log.Fatalf("%s@%s: %v", m.path, m.version, err)
		}
		fmt.Println(m.path, m.version)
	}
	for folder, versions := range lists {
		if err := os.WriteFile(filepath.Join(folder, "list"), []byte(versions), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

func find(root string) ([]module, error) {
	var modules []module
	err := filepath.WalkDir(root, func(folder string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		path, version, found := strings.Cut(filepath.ToSlash(folder), "@")
		if !found {
			return nil
		}
		modules = append(modules, module{folder, path, version})
		return filepath.SkipDir
	})
	return modules, err
}

func (m module) pack(folder string) error {
	archive, err := m.zip()
	if err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(m.folder, "go.mod"))
	if os.IsNotExist(err) {
		mod, err = []byte("module "+m.path+"\n"), nil // what Go itself makes up for a module that has none
	}
	if err != nil {
		return err
	}
	info, err := json.Marshal(struct{ Version string }{m.version})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for extension, content := range map[string][]byte{".info": info, ".mod": mod, ".zip": archive} {
		if err := os.WriteFile(filepath.Join(folder, escape(m.version)+extension), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (m module) zip() ([]byte, error) {
	var names []string
	err := filepath.WalkDir(m.folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		relative, err := filepath.Rel(m.folder, name)
		if err != nil {
			return nil, err
		}
		entry, err := writer.CreateHeader(&zip.FileHeader{
			Name:   m.path + "@" + m.version + "/" + filepath.ToSlash(relative),
			Method: zip.Store,
		})
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(content); err != nil {
			return nil, err
		}
	}
	err = writer.Close()
	return archive.Bytes(), err
}

// escape writes upper-case letters as "!" and the lower-case letter, as module proxies do for file systems that ignore case.
func escape(s string) string {
	var escaped strings.Builder
	for _, c := range s {
		if unicode.IsUpper(c) {
			escaped.WriteByte('!')
			c = unicode.ToLower(c)
		}
		escaped.WriteRune(c)
	}
	return escaped.String()
}
